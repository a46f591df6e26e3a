"""Champions: what rests on people, as sentences, sheets and tables."""
