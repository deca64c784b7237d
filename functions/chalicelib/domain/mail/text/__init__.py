"""What a person wrote: the readable body, what of it is new, and whose mail it passes on."""
