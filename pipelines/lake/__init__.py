"""Where everything lies that is known of the reports, and how it is written whole or not at all."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import pandas as pd


def read(table: str, *, data: Path | str | None = None, **filters: Any) -> pd.DataFrame:
    """One table of records or marts for a notebook, in Arrow's types: integers may be null, decimals are ``Decimal``.

    Args:
        table: Its name, such as ``indicators`` or ``indicator_panel``.
        data: Folder of the results; else that of ``JIXIAO_DATA``, else ``data``.
        **filters: ``column=value`` keeps the rows that are equal, ``column=[…]`` those that are one of several.

    Raises:
        FileNotFoundError: Nothing is published there.

    Example:
        ``read("indicators", fiscal_year=2023, target_kind="money")``
    """
    from pipelines.lake.frames import read_frame
    from pipelines.lake.place import Lake

    return read_frame(Lake(Path(data or os.environ.get("JIXIAO_DATA", "data"))), table, **filters)
