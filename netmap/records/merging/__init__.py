"""Two records of one person, agency or group made one."""
