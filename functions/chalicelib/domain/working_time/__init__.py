"""Working time: calendars, and the clocks that count in them."""
