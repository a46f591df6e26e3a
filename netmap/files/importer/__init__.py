"""Files of unknown shape: what was understood, what must be asked, and the tables of a study made of them."""
