"""Layouts, drawings and the one-file map to take away."""
