"""Learning paths: how far what people learn travels, between agencies and between levels."""
