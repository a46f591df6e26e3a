"""Imports as a ledger: what a file would do, all of it or nothing, undone at any time."""
