"""Step ``forms``: which official form a table follows, and what each of its cells means."""

from extractors.forms.evaluations import read_evaluations

__all__ = ["read_evaluations"]
