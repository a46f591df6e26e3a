"""Files from outside, taken apart by a child process that may not use much memory or time."""
