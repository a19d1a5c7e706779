"""Reading what is published, with exact numbers kept exact."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pyarrow as pa
import pyarrow.dataset as ds

from pipelines.lake.filters import condition, holding, schema_of, wanted
from pipelines.lake.place import Lake
from schemas.registry import MARTS, key

if TYPE_CHECKING:
    import pandas as pd


def read_arrow(lake: Lake, table: str, **filters: Any) -> pa.Table:
    """One table of records or marts as Arrow, in the columns and order of the contract.

    Args:
        lake: Where to read.
        table: Its name, such as ``indicators`` or ``indicator_panel``.
        **filters: As those of ``pipelines.lake.read``.

    Raises:
        FileNotFoundError: Nothing is published there.
        FilterError: There is no such table or column, or the column can't hold such a value.
    """
    schema, asked = schema_of(table), wanted(table, filters)
    place = lake.mart(table) if table in MARTS else lake.data / "records" / table
    if not place.exists():
        raise FileNotFoundError(f"{place}: no such table; `jixiao run` makes it")
    hive = ds.partitioning(pa.schema([("fiscal_year", pa.int16())]), flavor="hive")
    source = ds.dataset(place, schema=schema, partitioning=None if table in MARTS else hive, format="parquet")
    found = holding(source.to_table(filter=condition(schema, asked)), asked)
    return found.sort_by([(name, "ascending") for name in key(table)])


def read_frame(lake: Lake, table: str, **filters: Any) -> pd.DataFrame:
    """One table as pandas, in Arrow's types: integers and booleans may be null, decimals are ``Decimal``.

    Example:
        ``read_frame(Lake(Path("data")), "indicators", fiscal_year=2023, target_kind="money")``
    """
    import pandas as pd

    frame: pd.DataFrame = read_arrow(lake, table, **filters).to_pandas(types_mapper=pd.ArrowDtype)
    return frame
