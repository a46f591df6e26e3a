"""Tests, and the studies that they share."""
