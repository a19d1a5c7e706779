"""Step ``pictures``: pages without a usable text layer, read from their picture by OCR."""

from extractors.pictures.reader import PictureReader
from extractors.pictures.render import INCH, Picture, draw, resolution

__all__ = ["INCH", "Picture", "PictureReader", "draw", "resolution"]
