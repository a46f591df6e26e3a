"""Programs that make what the project carries: its bundled studies and its catalogues."""
