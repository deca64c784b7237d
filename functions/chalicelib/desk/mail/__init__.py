"""Mails: taken in, put in their place by the trust ladder, kept for staff where none is found, and settled by them."""
