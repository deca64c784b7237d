"""What a customer owes: agreements, time, flat rates, and the statement that is drawn up of them (MP5 MP7 MP8 MP9)."""
