"""Records by hand: forms, checks, and the changes of a study in words."""
