"""How a mail travels: header lines, encodings, addresses and parts, read without trust in any of them."""
