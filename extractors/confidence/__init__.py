"""Step ``confidence``: how sure each field is."""

from extractors.confidence.weighing import with_confidence

__all__ = ["with_confidence"]
