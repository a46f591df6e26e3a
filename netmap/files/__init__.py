"""Files that people have, read into studies and written back."""
