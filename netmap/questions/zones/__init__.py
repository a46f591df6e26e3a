"""Boundary zones: how they are doing, what was born there, what would be lost."""
