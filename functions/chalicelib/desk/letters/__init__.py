"""Letters: who is owed one, what it says, and how it leaves."""
