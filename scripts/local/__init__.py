"""The laptop around the desk: what AWS, mail exchangers and web servers do elsewhere, in one process and a child."""
