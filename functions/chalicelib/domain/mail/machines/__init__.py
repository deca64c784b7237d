"""Mails that no person wrote: automatic replies, delivery reports, complaints."""
