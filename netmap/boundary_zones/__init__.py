"""Boundary zones: how they are doing, who comes, what was born there, what would be lost without them."""
