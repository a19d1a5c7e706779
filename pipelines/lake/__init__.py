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
        data: Folder of the results; else that of ``JIXIAO_DATA``, else ``data`` here or in the nearest folder above.
        **filters: ``column=value`` keeps the rows that are equal, ``column=several`` those that are one of a list, a
            range or a column of another table. None (or ``pandas.NA``) is null. Of a column of lists a row is kept
            where its list holds one of them: ``years=2023``.

    Raises:
        FileNotFoundError: Nothing is published there.
        FilterError: There is no such table or column, or the column can't hold such a value.

    Example:
        ``read("indicators", fiscal_year=range(2022, 2025), target_kind="money")``
    """
    from pipelines.lake.frames import read_frame
    from pipelines.lake.place import Lake

    return read_frame(Lake(Path(data) if data else _data_folder()), table, **filters)


def _data_folder() -> Path:
    """Of ``JIXIAO_DATA``; else the nearest ``data`` with results, here or above: notebooks work in their folder."""
    named = os.environ.get("JIXIAO_DATA")
    here = Path.cwd()
    near = (folder / "data" for folder in (here, *here.parents))
    return Path(named) if named else next((data for data in near if (data / "records").is_dir()), Path("data"))
