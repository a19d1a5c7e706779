"""What can be told of a report only beside the others of its year, decided when records are published."""

from __future__ import annotations

from collections.abc import Mapping

import pyarrow as pa

Tables = Mapping[str, pa.Table]


def settle(tables: Tables) -> Tables:
    """Give indicators their ids and reports the later version that takes their place.

    Args:
        tables: All tables of one fiscal year. The order of their rows does not matter.
    """
    from pipelines.identity import with_indicator_ids, with_superseded

    return with_superseded(with_indicator_ids(tables))
