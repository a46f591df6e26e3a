"""Studies that are open, by name, who asks for them, and the phrases that every answer shares."""
