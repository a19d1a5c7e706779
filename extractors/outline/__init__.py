"""Step ``outline``: running text into the tree of its numbered headings."""

from extractors.outline.tree import outline

__all__ = ["outline"]
