"""Text whatever it is of: folded, and its numerals, years and words."""
