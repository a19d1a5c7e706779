"""Step ``confidence``: how sure a field read by OCR is once the fields beside it are known.

The recogniser is sure of each character by itself. A value that does not read, whose unit is not that of the other side
of its row, or that breaks a sum was likely misread all the same; one that another reading bears out was likely not.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from decimal import Decimal
from functools import cache

from extractors.forms.labels import holds_label
from extractors.records import EvaluationReading, IndicatorReading
from extractors.rows import RowReading
from extractors.rows.units import comparable
from extractors.text.folding import squeezed
from extractors.values.units import units
from schemas.drafts import AmountDraft, Field, Fields, IndicatorDraft
from schemas.kinds import Source
from schemas.value import Value
from schemas.vocabulary import vocabulary
from schemas.vocabulary.forms import DoubtfulPrint

DISPUTED = 0.5  # at most, where another reading speaks against it
REMAINS = 0.5  # of the doubt, where another reading bears it out
MOST_POINTS = 100  # a form's points are so many together: one row has no more
ODD = 0.05  # of the rows, at most: so few whose actual lacks the unit of their target have likely lost it
PERMILLE = "‰"  # on one side only: a % was likely misread, ten times too small, or the reverse
FAR = 10  # times: an actual so far from its target is no evidence for either
UNKNOWN_HEAD = "fund:source"
BARE = re.compile(r"\d[\d,，.]*")
COUNTED = re.compile(r"\d[^\d.,，]+$")
PARTIES = ("subject", "competent_department", "implementing_unit", "department")


def with_confidence(readings: Sequence[EvaluationReading]) -> tuple[EvaluationReading, ...]:
    """The evaluations with the confidence that rows, sums and names give to the fields that OCR read.

    Args:
        readings: With the confidence the recogniser has in each character.
    """
    return tuple(map(_weighed_evaluation, readings))


def _weighed_evaluation(reading: EvaluationReading) -> EvaluationReading:
    drafts = with_units([row.draft for row in reading.indicators])
    rows = [
        replace(row, draft=draft, fields={**row.fields, "actual_raw": draft.actual})
        for row, draft in zip(reading.indicators, drafts, strict=True)
    ]
    sums = with_sums([each.draft for each in reading.amounts], [each.yuan for each in reading.amounts])
    amounts = (replace(each, draft=draft) for each, draft in zip(reading.amounts, sums, strict=True))
    return replace(
        reading,
        fields=with_names(reading.fields),
        indicators=tuple(map(_weighed_row, rows)),
        amounts=tuple(amounts),
    )


def _weighed_row(row: IndicatorReading) -> IndicatorReading:
    fields = weighed(row.fields, row.row, {"weight": row.weight, "score": row.score})
    return replace(row, fields=no_surer_than(fields, row.draft.sureness))


def no_surer_than(fields: Fields, sureness: Mapping[str, float]) -> dict[str, Field | None]:
    """The fields, each at most as sure as its column is what it was read as; those of text layers too.

    Args:
        fields: As printed.
        sureness: By field, 0 to 1; a field that is not named stays as it is.
    """
    return {name: item and _at_most(item, sureness.get(name, 1.0)) for name, item in fields.items()}


def _at_most(item: Field, most: float) -> Field:
    return item._replace(pieces=tuple(each._replace(confidence=min(each.confidence, most)) for each in item.pieces))


def weighed(fields: Fields, reading: RowReading, points: Mapping[str, Decimal | None]) -> dict[str, Field | None]:
    """The fields of an indicator with the confidence that its row gives them; only what OCR read changes.

    Args:
        fields: As printed.
        reading: Its target and actual.
        points: Its weight and score.

    Example:
        Beside an actual of 91% a target read as ``8500`` keeps at most half its confidence.
    """
    found = dict(fields)
    for name, value in (("target_raw", reading.target), ("actual_raw", reading.actual)):
        if value.unread and value.value is None:
            found[name] = _disputed(found[name])
    for name, other in (("target_raw", reading.actual), ("actual_raw", reading.target)):
        if other.number is not None and _is_unit(_text(found[name])):
            found[name] = _disputed(found[name])
    if reading.target.number is not None and reading.actual.number is not None:
        is_alike = (PERMILLE in _text(found["target_raw"])) == (PERMILLE in _text(found["actual_raw"]))
        change = _borne_out if is_alike and _agree(reading.target, reading.actual) else _disputed
        found |= {name: change(found[name]) for name in ("target_raw", "actual_raw")}
    for name in ("target_raw", "actual_raw"):
        if _is_doubtful(_text(found[name])):
            found[name] = _disputed(found[name])
    return found | _weighed_points(found, points)


def _weighed_points(fields: Fields, points: Mapping[str, Decimal | None]) -> dict[str, Field | None]:
    """Weight and score with the confidence that each gives the other: more points than there are to earn are none."""
    found = {name: fields[name] for name in points}
    for name, number in points.items():
        unread = number is None and any(character.isdigit() for character in _text(found[name]))
        if unread or (number is not None and number > MOST_POINTS):
            found[name] = _disputed(found[name])
    weight, score = points["weight"], points["score"]
    if weight is not None and score is not None:
        change = _borne_out if score == weight else _disputed if score > weight else _as_it_is
        found |= {name: change(found[name]) for name in ("weight", "score")}
    return found


def with_names(fields: Fields) -> dict[str, Field | None]:
    """The fields of an evaluation, less sure where a party's name runs into another's label; only what OCR read is.

    Args:
        fields: As printed.

    Example:
        ``青禾县交通运输局实施单位`` are two cells whose border the scan has lost.
    """
    joined = {name for name in PARTIES if holds_label(_text(fields.get(name)))}
    return {name: _disputed(item) if name in joined else item for name, item in fields.items()}


def with_units(drafts: Sequence[IndicatorDraft]) -> list[IndicatorDraft]:
    """The indicators of an evaluation, less sure where an actual is bare though nearly all others repeat their unit.

    Args:
        drafts: In reading order.

    Example:
        Among thirty rows such as 2次 and 3次, an actual of ``3`` beside 2次 keeps at most half its confidence: the
        recogniser has likely lost its unit.
    """
    with_unit = [at for at, draft in enumerate(drafts) if _is_counted(_text(draft.target))]
    bare = {at for at in with_unit if BARE.fullmatch(squeezed(_text(drafts[at].actual)))}
    if len(bare) > ODD * len(with_unit):
        return list(drafts)
    return [replace(draft, actual=_disputed(draft.actual)) if at in bare else draft for at, draft in enumerate(drafts)]


def with_sums(drafts: Sequence[AmountDraft], yuan: Sequence[Decimal | None]) -> list[AmountDraft]:
    """The amounts of an evaluation, surer where a total is the sum of its parts, less sure where it is not.

    None is surer than the words that it stands under, where these are no known measure: a head that was misread is one
    of something else.

    Args:
        drafts: In reading order.
        yuan: What each of them reads, in 元.
    """
    found = [
        _with_amount(draft, _disputed(draft.amount)) if _is_doubtful(draft.amount.text) else draft for draft in drafts
    ]
    found = [_with_amount(draft, _no_surer(draft.amount, draft.measure)) for draft in found]
    for measure in dict.fromkeys(_text(draft.measure) for draft in drafts if draft.origin == "table"):
        own = [at for at, draft in enumerate(drafts) if draft.origin == "table" and _text(draft.measure) == measure]
        totals = [at for at in own if drafts[at].is_total]
        parts = [at for at in own if not drafts[at].is_total]
        if len(totals) == 1 and len(parts) > 1 and not any(yuan[at] is None for at in own):
            holds = yuan[totals[0]] == sum(yuan[at] or Decimal(0) for at in parts)
            for at in own if holds else ():
                found[at] = _with_amount(found[at], _borne_out(found[at].amount))
    return found


def _is_doubtful(text: str) -> bool:
    """Whether a print is one that the recogniser gives for another, surely as it may."""
    return bool(_doubtful().search(squeezed(text)))


@cache
def _doubtful() -> re.Pattern[str]:
    return re.compile("|".join(row.pattern.pattern for row in vocabulary(DoubtfulPrint)))


def _agree(target: Value, actual: Value) -> bool:
    """Whether two sides measure one thing, and neither is far beyond the other."""
    one, other = abs(target.number or Decimal(0)), abs(actual.number or Decimal(0))
    near = target.kind in {"date", "ratio"} or min(one, other) == 0 or max(one, other) <= FAR * min(one, other)
    return near and (comparable(target, actual) or "change" in {target.kind, actual.kind})


def _no_surer(read: Field, under: Field | None) -> Field | None:
    """A figure no surer than the words of an unknown head."""
    if under is None or under.rule != UNKNOWN_HEAD:
        return read
    return _changed(read, lambda confidence: min(confidence, under.confidence))


def _is_unit(text: str) -> bool:
    return squeezed(text) in units()


def _is_counted(text: str) -> bool:
    """Whether a text is a figure with something behind it."""
    return bool(COUNTED.search(squeezed(text)))


def _borne_out(read: Field | None) -> Field | None:
    return _changed(read, lambda confidence: 1 - (1 - confidence) * REMAINS)


def _disputed(read: Field | None) -> Field | None:
    return _changed(read, lambda confidence: min(confidence, DISPUTED))


def _as_it_is(read: Field | None) -> Field | None:
    return read


def _changed(read: Field | None, change: Callable[[float], float]) -> Field | None:
    if read is None:
        return None
    pieces = (
        piece._replace(confidence=change(piece.confidence)) if piece.source == Source.OCR else piece
        for piece in read.pieces
    )
    return read._replace(pieces=tuple(pieces))


def _with_amount(draft: AmountDraft, amount: Field | None) -> AmountDraft:
    return replace(draft, amount=amount) if amount else draft


def _text(read: Field | None) -> str:
    return read.text if read else ""
