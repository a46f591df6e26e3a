"""The first page: what a board should know in a minute."""
