"""The application as it is packaged: deployed by its own template, under its own roles, with only what it brings."""
