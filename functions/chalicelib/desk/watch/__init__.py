"""Service levels kept: what is due on a ticket, and who is told."""
