"""What changes a study: attendance, single records, imports, and taking a change back."""
