"""Time worked on tickets: the stopwatch, entries by hand, corrections, and what they come to (MP5 MP7)."""
