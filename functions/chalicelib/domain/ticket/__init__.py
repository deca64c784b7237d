"""A ticket: its record, its history, and the steps between."""
