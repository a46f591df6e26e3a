"""Measures of ties as a graph: of every actor, and of the whole network."""
