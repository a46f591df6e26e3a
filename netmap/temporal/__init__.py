"""Encounters as integer arrays; knows no agency and no level."""
