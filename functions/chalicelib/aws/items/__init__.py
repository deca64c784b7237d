"""Values of the domain as items of the table, and back."""
