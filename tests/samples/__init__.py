"""Sample reports of an invented city: what they say (``data/``), how they are printed, and what is true of them."""
