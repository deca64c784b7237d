"""An issued statement as an electronic invoice of EN 16931, and the proof that its figures are right to the cent."""
