"""The sister studies: what five documents do not hold, made up to their figures, with planted truth."""
