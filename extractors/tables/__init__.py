"""Step ``tables``: grids of cells with spans, joined over pages."""
