"""The coordinator's work list: what is found, what is written of it, and what it goes by."""
