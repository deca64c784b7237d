"""What a changed policy would have done to the tickets of the last months, for a lead who is about to promise it."""
