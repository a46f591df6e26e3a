"""The HTTP interface for programs and downloads."""
