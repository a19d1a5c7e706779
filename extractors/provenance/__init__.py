"""Step ``provenance``: records with their ids, and where each of their fields is printed."""

from extractors.provenance.report import with_provenance

__all__ = ["with_provenance"]
