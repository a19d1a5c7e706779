"""Step ``pages``: every page of a report as glyphs and ruling lines in points, upright, origin top left."""

from extractors.pages.read import read_pages

__all__ = ["read_pages"]
