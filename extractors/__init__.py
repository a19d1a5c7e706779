"""How to read a report: one file a step, pure from bytes to records."""

from extractors.extract import extract
from extractors.pictures import PictureReader
from extractors.values import read_value
from extractors.version import extractor_version

__all__ = ["PictureReader", "extract", "extractor_version", "read_value"]
