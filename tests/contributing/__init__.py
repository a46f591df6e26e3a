"""What CONTRIBUTING.md says one can add, added to a copy of the project and looked at."""
