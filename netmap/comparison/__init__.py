"""Comparison of periods, partnerships and networks: what changed, and whether it could be chance."""
