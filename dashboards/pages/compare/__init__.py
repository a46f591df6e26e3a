"""The page of comparison: partnerships and periods beside one another, each figure to take away."""
