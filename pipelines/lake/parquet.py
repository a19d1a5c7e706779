"""How a table is written, everywhere in the lake."""

from __future__ import annotations

import io

import pyarrow as pa
import pyarrow.parquet as pq


def to_parquet(table: pa.Table) -> bytes:
    """A table as Parquet with every option fixed, so that equal tables give equal bytes."""
    sink = io.BytesIO()
    pq.write_table(
        table.combine_chunks(), sink, version="2.6", compression="zstd", compression_level=3,
        row_group_size=1 << 17, data_page_version="1.0", use_dictionary=True, write_statistics=True,
    )  # fmt: skip
    return sink.getvalue()
