"""A statement as people read it: in the customer's words, as a sheet, a PDF, and tables for the accountant (MP9)."""
