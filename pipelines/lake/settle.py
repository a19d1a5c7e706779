"""What can be told of a report only beside the others of its year, decided when records are published.

Each step is a pure function over the year's tables and must not depend on the order of their rows.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping

import pyarrow as pa

Tables = Mapping[str, pa.Table]

STEPS: tuple[Callable[[Tables], Tables], ...] = ()
