"""Agreements with customers: read from what a lead wrote, written out again, and kept by versions (PM3 PM5 MP7 MP8)."""
