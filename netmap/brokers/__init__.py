"""Who carries what people learn from one group to another, and what breaks when they go."""
