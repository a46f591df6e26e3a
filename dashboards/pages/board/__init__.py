"""The page of the map, which names people, and what it is made of."""
