"""What the pages besides the map share: each shows one answer, and its whole state is in its address."""
