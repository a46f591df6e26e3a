"""Learning paths: who reaches whom, how fast, over which ways, and where it stops."""
