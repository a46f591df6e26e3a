"""The page of learning paths: how far what people learn travels."""
