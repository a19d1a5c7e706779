"""Step ``pictures``: pages without a usable text layer, read from their picture by OCR."""

from extractors.pictures.reader import PictureReader
from extractors.pictures.render import INCH, Picture, render

__all__ = ["INCH", "Picture", "PictureReader", "render"]
