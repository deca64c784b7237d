"""What is true of support desks. Pure: no input or output, no clock, no environment, and imports nothing of ours."""
