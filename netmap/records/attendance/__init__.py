"""Attendance: what is needed to record a sitting, the record, its history."""
