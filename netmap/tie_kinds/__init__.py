"""Old networks, new networks and cognitive trails."""
