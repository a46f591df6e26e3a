"""What the pages that record have in common: they fill themselves from the interface for programs."""
