"""The report's own score and grade, as its prose states them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from spacy.tokens import Doc, Span, Token

from extractors.prose.language import parsed
from extractors.prose.phrases import period_of
from extractors.prose.rules import matches
from extractors.prose.statement import Statement
from extractors.text.years import years_in
from extractors.values import read_value

STRENGTH = {"TOTALSCORE": 3, "SCORELABEL": 2, "PLAINSCORE": 1}
SIGNS_OF_A_VERDICT = ("评", "得分", "总分", "等级", "等次")
ABOUT_SCORES = frozenset({"TOTALSCORE", "SCORELABEL", "POINTS", "GRADELABEL"})
PRAISE = frozenset({"好", "较好", "良好", "一般", "较差", "优良"})  # 自评情况较好 is no grade
PLAIN_SCORE = frozenset("0123456789.")
RANGE_MARKS = frozenset("-－—–~～至到")
FULL_MARKS = Decimal(100)
NO_PART_IS_LARGER = Decimal(50)


@dataclass(frozen=True, slots=True)
class StatedVerdict:
    """A score and a grade, each with the index of the text it was read from; None where the texts do not tell."""

    score: Statement | None = None
    score_text: int | None = None
    grade: Statement | None = None
    grade_text: int | None = None


@dataclass(frozen=True, slots=True)
class _Candidate:
    """A statement that may be the verdict: the text it stands in, the place of its sentence, its label's strength."""

    statement: Statement
    text: int
    sentence: int
    strength: int


def read_verdict(texts: Sequence[str | Doc], year: int | None = None) -> StatedVerdict:
    """The score and grade of a whole report.

    Args:
        texts: The sections' texts (or paragraphs) in reading order; as parsed where that was done before.
        year: The year evaluated; a score stated for another year gives way to one that is not.

    Returns:
        The one score that a total's label, or failing that a weaker one, states; None where two of them disagree. The
        grade of the score's own sentence, else the one nearest after it. Definitions such as ``90分（含）-100分为优``
        are no verdict.

    Example:
        ``("自评得分97.36分，自评为优秀。",)`` gives a score of 97.36 and the grade 优秀.
    """
    scores: list[_Candidate] = []
    grades: list[_Candidate] = []
    for at, text in enumerate(texts):
        printed = text.text if isinstance(text, Doc) else text
        if any(sign in printed for sign in SIGNS_OF_A_VERDICT):
            doc = parsed(text)
            scores += _candidates(doc, at, "score")
            grades += _candidates(doc, at, "grade")
    scores, grades = _of_year(scores, year), _of_year(grades, year)
    score = _chosen_score(scores, {(grade.text, grade.sentence) for grade in grades})
    grade = _chosen_grade(grades, score)
    return StatedVerdict(
        score.statement if score else None,
        score.text if score else None,
        grade.statement if grade else None,
        grade.text if grade else None,
    )


def _of_year(found: Sequence[_Candidate], year: int | None) -> list[_Candidate]:
    """Without those that are stated for another year, unless that leaves none."""
    own = [one for one in found if year in {None, *years_in(one.statement.period or f"{year}年")}]
    return own or list(found)


def _candidates(doc: Doc, text: int, reads: str) -> Iterator[_Candidate]:
    seen: set[int] = set()
    for hit in matches(doc, reads):
        value = _value(hit.span, reads)
        is_one = _is_grade(value) if reads == "grade" else _is_score(value) and _is_supported(hit.span)
        if value.i in seen or not is_one:
            continue
        seen.add(value.i)
        strength = max((STRENGTH.get(token.tag_, 0) for token in hit.span), default=0)
        yield _Candidate(_statement(hit.span, value, hit.rule), text, value.sent.start, strength)


def _value(span: Span, reads: str) -> Token:
    tags = {"GRADE"} if reads == "grade" else {"POINTS", "NUMBER"}
    return next(token for token in reversed(span) if token.tag_ in tags)


def _is_score(value: Token) -> bool:
    """A plain number of points up to 100 that is neither the full marks nor the bound of a range."""
    figure = value.norm_.removesuffix("分")
    if not set(figure) <= PLAIN_SCORE or figure.count(".") > 1 or not Decimal(0) < Decimal(figure) <= FULL_MARKS:
        return False
    if any(token.tag_ in {"FULL", "LOST", "PAST"} for token in _words_before(value)):
        return False
    after = value.doc[value.i + 1 : value.i + 2]
    return not any(token.norm_ in RANGE_MARKS or token.tag_ == "NUMBER" for token in after)


def _words_before(value: Token) -> Iterator[Token]:
    """Up to three words that speak of the figure itself, not of one before it."""
    for at in range(value.i - 1, max(value.i - 4, value.sent.start - 1), -1):
        if value.doc[at].tag_ in {"CLOSE", "COMMA", "POINTS"}:
            return
        yield value.doc[at]


def _is_supported(span: Span) -> bool:
    """Whether a weak label such as 得分 stands in a sentence that speaks of the self-evaluation."""
    strong = any(token.tag_ in STRENGTH and STRENGTH[token.tag_] > 1 for token in span)
    return strong or any(token.tag_ in {"TOTALSCORE", "SCORELABEL", "GRADELABEL", "GRADE"} for token in span.sent)


def _is_grade(value: Token) -> bool:
    """A grade's word that is neither one of a list nor defined by a range of points."""
    doc, sentence = value.doc, value.sent
    listed = any(_lists(doc[at : at + 3]) for at in (value.i - 2, value.i) if 0 <= at < len(doc) - 2)
    points = [token for token in doc[sentence.start : value.i] if token.tag_ in {"POINTS", "NUMBER"}]
    defined = bool(points) and not set(points[-1].norm_.removesuffix("分")) <= PLAIN_SCORE
    praised = value.norm_ in PRAISE and doc[value.i - 1].tag_ in STRENGTH
    about = not praised and any(token.tag_ in ABOUT_SCORES or token.tag_ == "PLAINSCORE" for token in sentence)
    return about and not listed and not defined


def _lists(words: Span) -> bool:
    """Whether three words are a grade, a mark that parts, a grade. Example: 优、良."""
    first, mark, last = words
    return first.tag_ == last.tag_ == "GRADE" and (mark.tag_ in {"SEP", "COMMA"} or mark.norm_ == "/")


def _statement(span: Span, value: Token, pattern: str) -> Statement:
    is_grade = value.tag_ == "GRADE"
    text = value.text.rstrip()
    figure = value.norm_ if value.tag_ == "POINTS" else value.norm_ + "分"
    return Statement(
        rule="grade" if is_grade else "score",
        subject=None,
        measure="自评等级" if is_grade else "自评得分",
        text=text,
        value=None if is_grade else read_value(figure),
        value_start=value.idx,
        value_end=value.idx + len(text),
        start=span[0].idx,
        end=span[-1].idx + len(span[-1].text.rstrip()),
        period=period_of(value),
        sentence=value.sent.text.strip(),
        pattern=pattern,
    )


def _chosen_score(scores: Sequence[_Candidate], graded: set[tuple[int, int]]) -> _Candidate | None:
    """The strongest; among equals the one with a grade beside it, then the one that no part of a score can reach."""
    scores = [score for score in scores if not _is_full_marks(score, scores)]
    best = [score for score in scores if score.strength == max(other.strength for other in scores)]
    beside = [score for score in best if (score.text, score.sentence) in graded]
    whole = [score for score in best if _points(score) > NO_PART_IS_LARGER]
    for chosen in (best, beside, whole):
        if len({_points(score) for score in chosen}) == 1:
            return chosen[0]
    return None


def _is_full_marks(score: _Candidate, scores: Sequence[_Candidate]) -> bool:
    """Whether a 100 stands beside the score proper: 总分为100分，实际得分97分."""
    beside = [other for other in scores if (other.text, other.sentence) == (score.text, score.sentence)]
    return _points(score) == FULL_MARKS and any(_points(other) != FULL_MARKS for other in beside)


def _points(score: _Candidate) -> Decimal:
    return Decimal(score.statement.text.replace(" ", "").removesuffix("分").strip())


def _chosen_grade(grades: Sequence[_Candidate], score: _Candidate | None) -> _Candidate | None:
    if score is None:
        agree = len({grade.statement.text for grade in grades}) == 1
        return grades[0] if agree else None
    beside = [grade for grade in grades if (grade.text, grade.sentence) == (score.text, score.sentence)]
    after = [grade for grade in grades if grade.text == score.text and grade.sentence > score.sentence]
    return next(iter(beside + after), None)
