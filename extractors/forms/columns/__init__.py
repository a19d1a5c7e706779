"""Which column of an indicator table holds what, told by all the evidence there is, for the whole table at once."""
