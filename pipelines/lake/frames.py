"""Reading what is published, with exact numbers kept exact."""

from __future__ import annotations

import functools
import operator
from typing import TYPE_CHECKING, Any

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.dataset as ds

from pipelines.lake.place import Lake
from schemas.arrow import arrow_schema
from schemas.registry import MARTS, key

if TYPE_CHECKING:
    import pandas as pd


def read_arrow(lake: Lake, table: str, **filters: Any) -> pa.Table:
    """One table of records or marts as Arrow, in the columns and order of the contract.

    Args:
        lake: Where to read.
        table: Its name, such as ``indicators`` or ``indicator_panel``.
        **filters: ``column=value`` keeps the rows that are equal, ``column=[…]`` those that are one of several.

    Raises:
        FileNotFoundError: Nothing is published there.
    """
    schema = arrow_schema(table)
    place = lake.mart(table) if table in MARTS else lake.data / "records" / table
    if not place.exists():
        raise FileNotFoundError(f"{place}: no such table; `jixiao run` makes it")
    hive = ds.partitioning(pa.schema([("fiscal_year", pa.int16())]), flavor="hive")
    source = ds.dataset(place, schema=schema, partitioning=None if table in MARTS else hive, format="parquet")
    return source.to_table(filter=_condition(filters)).sort_by([(name, "ascending") for name in key(table)])


def read_frame(lake: Lake, table: str, **filters: Any) -> pd.DataFrame:
    """One table as pandas, in Arrow's types: integers and booleans may be null, decimals are ``Decimal``.

    Example:
        ``read_frame(Lake(Path("data")), "indicators", fiscal_year=2023, target_kind="money")``
    """
    import pandas as pd

    frame: pd.DataFrame = read_arrow(lake, table, **filters).to_pandas(types_mapper=pd.ArrowDtype)
    return frame


def _condition(filters: dict[str, Any]) -> pc.Expression | None:
    parts = [
        pc.field(name).isin(value) if isinstance(value, list | tuple | set) else pc.field(name) == value
        for name, value in filters.items()
    ]
    return functools.reduce(operator.and_, parts) if parts else None
