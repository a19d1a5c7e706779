"""The marts: indicators and departments side by side over years, computed from the published records."""

from __future__ import annotations

from contextlib import closing
from pathlib import Path

import duckdb

from pipelines.lake.place import Lake, put
from pipelines.lake.registry_file import reviewed_names
from pipelines.marts.catalog import build_catalog
from pipelines.marts.database import add_scales, open_database, run
from pipelines.marts.write import write
from schemas.registry import MARTS

STEPS = {
    "indicator_panel": ("indicator_peers", "indicator_panel"),
    "department_panel": ("department_figures", "department_panel"),
    "indicator_catalog": (),
}


def build(data_dir: Path) -> dict[str, int]:
    """Compute every mart from ``data_dir/records`` and move it into ``data_dir/marts``.

    Reports that a later version supersedes are left out. All marts are written aside before the first is moved into its
    place. The same records and registry give the same bytes.

    Args:
        data_dir: The lake's folder.

    Returns:
        Rows by mart.

    Example:
        ``build(Path("data")) == {"indicator_panel": 190, "department_panel": 9, "indicator_catalog": 60}``
    """
    lake = Lake(data_dir)
    with closing(open_database(lake)) as database:
        staged = {name: _staged(lake, database, name) for name in sorted(MARTS, key=list(STEPS).index)}
    for name, (file, _) in staged.items():
        put(file, lake.mart(name))
    return {name: rows for name, (_, rows) in staged.items()}


def _staged(lake: Lake, database: duckdb.DuckDBPyConnection, name: str) -> tuple[Path, int]:
    """Compute one mart and write it aside; returns its file and its rows."""
    if name == next(iter(STEPS)):
        run(database, "indicator_rows")
        add_scales(database)
        build_catalog(database, reviewed_names(lake))
    for step in STEPS[name]:
        run(database, step)
    return write(lake, database, name)
