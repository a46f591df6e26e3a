"""The board's page: five sentences, the map, its panels, its tables, its pictures."""
