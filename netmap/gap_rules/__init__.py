"""Gaps: what a coordinator could mend, rule by rule, each with its evidence."""
