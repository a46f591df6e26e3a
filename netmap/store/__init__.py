"""Where partnerships keep their record: all or nothing, never overwritten, undone at any time."""
