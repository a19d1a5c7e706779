"""Text without what printers change at will: white space, and the widths of characters."""

from __future__ import annotations

import re
import unicodedata


def unspaced(text: str) -> str:
    """The text without white space of any kind.

    Example:
        ``unspaced("年度 指标\\n值") == "年度指标值"``
    """
    return re.sub(r"\s+", "", text)


def squeezed(text: str) -> str:
    """The text in compatibility form without white space, as labels are compared.

    Example:
        ``squeezed("项目资金\\n（万元）") == "项目资金(万元)"``
    """
    return unspaced(compatible(text))


def compatible(text: str) -> str:
    """The text in compatibility form: wide, raised and circled characters are the plain ones they stand for.

    Values are not read in it, since it takes 10² for 102: see ``extractors.values.cleaning``.

    Example:
        ``compatible("ＡＢ（一）") == "AB(一)"``
    """
    return unicodedata.normalize("NFKC", text)
