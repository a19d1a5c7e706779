"""``python -m tests.drawn.fit``: fits what columns' cells say of their roles to drawn forms, and writes it as data.

The forms of the training split are drawn and read into tables; each column that stands under its head has its features
and the role that the truth gives it. A logistic regression over them gives ``column_weights.csv``. Printed is how often
the likeliest role by the cells alone is right, on the forms it was fitted to and on forms with other words and layouts.
"""

from __future__ import annotations

import csv
import logging
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from pathlib import Path
from typing import Any, NamedTuple

from extractors.forms.columns.contents import column_features
from extractors.forms.columns.leaves import Leaf, body_cells, head_rows, leaves_of
from extractors.forms.header import without_side
from extractors.forms.labels import squeezed
from extractors.forms.readers import READERS
from extractors.intake import OpenReport, open_report
from extractors.pages import read_pages
from extractors.pictures import PictureReader
from extractors.tables.read import read_layout
from schemas.layout import Table
from tests.drawn.files import drawn

TABLE = Path(__file__).parents[2] / "schemas" / "vocab" / "column_weights.csv"
FORMS, HELD, SEED, PROCESSES = 700, 200, "fit", 2
STRENGTH = 1.0  # of the penalty on large weights, inverted, as scikit-learn counts it
RARE = 12  # columns: roles drawn less often are not fitted
SMALL = 0.02  # weights nearer to nought are left out
SOURCE = "python -m tests.drawn.fit"
ROLES = {  # of the truth, as the extractor names them; columns of another period hold what this year's hold
    "previous_target": "target",
    "plan_other": "target",
    "previous_actual": "actual",
    "partial_actual": "actual",
    "actual_unit": "target_unit",
    "review_score": "score",
    "level1_weight": "weight",
    "level2_weight": "weight",
    "weight_score": "weight_and_score",
    "target_actual": "target_and_actual",
    "criteria": "other",
}


class Example(NamedTuple):
    """One column of a drawn form: what its cells hold, and its role."""

    features: Mapping[str, float]
    role: str


def examples(number: int, split: str) -> list[Example]:
    """The columns of one drawn form that stand in tables under their own heads."""
    logging.getLogger("pdfminer").setLevel(logging.ERROR)
    form = drawn(number, (SEED, split))
    report = open_report(form.pdf, form.name)
    if not isinstance(report, OpenReport):
        return []
    layout = read_layout(read_pages(report.document, PictureReader().of(report.sha256)), READERS)
    return [
        example
        for evaluation in form.truth["evaluations"]
        for table in layout.tables
        for example in _of_table(table, evaluation.get("columns", []))
    ]


def _of_table(table: Table, truth: Sequence[Mapping[str, Any]]) -> Iterator[Example]:
    wanted = [(squeezed(column["heads"][-1]), column["role"]) for column in truth if column["heads"]]
    for row in range(table.row_count):
        cells = without_side([cell for cell in table.rows[row] if cell.row == row])
        if len(cells) < 3:
            continue
        rows = head_rows(table, row, cells)
        leaves = [leaf for leaf in leaves_of(table, rows, cells) if leaf.cell.text]
        if [squeezed(leaf.cell.text) for leaf in leaves] == [text for text, _ in wanted]:
            yield from _columns(table, leaves, [role for _, role in wanted])


def _columns(table: Table, leaves: Sequence[Leaf], roles: Sequence[str]) -> Iterator[Example]:
    start = max(leaf.cell.row + leaf.cell.row_span for leaf in leaves)
    last = max(len(leaves) - 1, 1)
    bodies = body_cells(table, start, [leaf.cell.columns for leaf in leaves])
    for at, (cells, role) in enumerate(zip(bodies, roles, strict=True)):
        yield Example(column_features(cells, at / last), ROLES.get(role, role))


def drawn_examples(count: int, split: str) -> list[Example]:
    """The columns of the first forms of a split."""
    with ProcessPoolExecutor(PROCESSES, mp_context=get_context("spawn")) as pool:
        found = pool.map(examples, range(1, count + 1), [split] * count, chunksize=8)
        return [example for own in found for example in own]


def fit(own: Sequence[Example], held: Sequence[Example]) -> None:
    """Fit the weights, write them, and print how often the cells alone tell the role."""
    from sklearn.feature_extraction import DictVectorizer
    from sklearn.linear_model import LogisticRegression

    often = {role for role, count in Counter(example.role for example in own).items() if count >= RARE}
    own, held = ([example for example in some if example.role in often] for some in (own, held))
    vectors = DictVectorizer()
    rows = vectors.fit_transform([example.features for example in own])
    model = LogisticRegression(C=STRENGTH, max_iter=5000, fit_intercept=False)
    model.fit(rows, [example.role for example in own])
    for name, some in (("fitted to", own), ("held out", held)):
        told = model.predict(vectors.transform([example.features for example in some]))
        right = sum(role == example.role for role, example in zip(told, some, strict=True))
        print(f"{name}: {len(some)} columns, role by cells alone right in {right / max(1, len(some)):.3f}")
    with TABLE.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(["role", "feature", "weight", "source"])
        for role, weights in zip(model.classes_, model.coef_, strict=True):
            for feature, weight in zip(vectors.get_feature_names_out(), weights, strict=True):
                if abs(weight) > SMALL:
                    writer.writerow([role, feature, f"{weight:.2f}", SOURCE])


if __name__ == "__main__":
    fit(drawn_examples(FORMS, "train"), drawn_examples(HELD, "held"))
