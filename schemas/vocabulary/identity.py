"""Words by which the same region, department and indicator are known again."""

from __future__ import annotations

import re
from enum import StrEnum

from schemas.vocabulary.table import Reference, table


@table("regions", key=("code", "name", "first_year"), references=(Reference("anchor", "regions", "code"),))
class RegionName:
    """A region's code and name in the years they hold; ``anchor`` is its first code since 2012."""

    code: str
    name: str
    short: str
    first_year: int
    last_year: int | None = None
    anchor: str
    source: str


@table("not_regions")
class NotRegion:
    """A zone or place of department names that is no administrative division."""

    word: str
    source: str


@table("word_regions")
class WordRegion:
    """A region's short name that is an ordinary word too."""

    word: str
    source: str


@table("identity_findings", key=("rule",))
class IdentityFinding:
    """What a finding on a department's identity says."""

    rule: str
    message: str
    source: str


@table("departments", key=("name", "canonical_id", "valid_from"))
class DepartmentName:
    """A department's name without region and level; ``level_words`` may end it, and the years bound it."""

    canonical_id: str
    name: str
    level_words: tuple[str, ...] = ("",)
    valid_from: int | None = None
    valid_to: int | None = None
    source: str


@table("department_forms", key=("pattern",))
class DepartmentForm:
    """A short name of a body, written out row after row."""

    pattern: re.Pattern[str]
    form: str = ""
    example: str
    becomes: str
    source: str

    def reads(self, text: str) -> bool:
        """Whether the row reads a text as compared."""
        return self.pattern.sub(self.form, text) == self.becomes


class WrappingPlace(StrEnum):
    """Where a word that wraps a department's name stands; ``local`` ends bodies named without their region's level."""

    FRONT = "front"
    BRACKET = "bracket"
    BACK = "back"
    UNDER = "under"
    LOCAL = "local"


@table("department_wrappings", key=("word", "place"))
class DepartmentWrapping:
    """A word round a department's name that is not part of it; ``kept`` is what is left of it."""

    word: str
    place: WrappingPlace
    kept: str = ""
    source: str


@table("indicator_synonyms")
class IndicatorSynonym:
    """A word of indicators' names, and the word it stands for."""

    word: str
    stands_for: str
    source: str


@table("indicator_whole_words")
class IndicatorWholeWord:
    """A word that holds a filler or a measuring word and stays whole: 参与 holds 与."""

    word: str
    source: str


class FillerPlace(StrEnum):
    """Where in a name a filler says nothing."""

    ANYWHERE = "anywhere"
    FRONT = "front"
    BACK = "back"
    BEFORE_COUNT = "before_count"


@table("indicator_fillers", key=("word", "place"))
class IndicatorFiller:
    """A word that says nothing where it stands: 开展 anywhere, 确保 in front."""

    word: str
    place: FillerPlace
    source: str


@table("indicator_counts")
class IndicatorCount:
    """What a name's last word counts: 场次 counts 次."""

    word: str
    counts: str
    source: str


class NounKind(StrEnum):
    """What a noun says is counted where nothing else does."""

    PERSON = "person"
    MONEY = "money"
    OCCASION = "occasion"
    LAND = "land"
    EVENT = "event"
    FUND = "fund"


@table("indicator_nouns", key=("word", "kind"))
class IndicatorNoun:
    """A noun that says what is counted: 演练 is an occasion."""

    word: str
    kind: NounKind
    source: str


class ActKind(StrEnum):
    """What an act does to what is counted."""

    ON_THE_COUNTED = "on_the_counted"
    COUNTED_AS_IT_OCCURS = "counted_as_it_occurs"
    STEP_TOWARDS_A_RATE = "step_towards_a_rate"


@table("indicator_acts", key=("word", "kind"))
class IndicatorAct:
    """An act in an indicator's name."""

    word: str
    kind: ActKind
    source: str


@table("indicator_paired_acts")
class IndicatorPairedAct:
    """An act that is said in one breath with another of its family: 清淤疏浚."""

    word: str
    family: str
    source: str


@table("indicator_rate_ends", key=("act",))
class IndicatorRateEnds:
    """What the rate of an act may end in and mean the same: 核查完成率 is 核查率."""

    act: str
    ends: tuple[str, ...]
    source: str


@table("indicator_implied_words")
class IndicatorImpliedWord:
    """A modifier, and the nouns that imply it: 秸秆 is 农作物秸秆."""

    word: str
    nouns: tuple[str, ...]
    source: str


class Beside(StrEnum):
    """Beside which measure a generic word adds nothing."""

    ANYTHING = "anything"
    RATE = "rate"
    NUMBER = "number"


@table("indicator_generic_words", key=("word", "beside"))
class IndicatorGenericWord:
    """A word that adds nothing beside enough others: 案件, 事项."""

    word: str
    beside: Beside
    source: str


class AddedWhere(StrEnum):
    """Where a word that one of two names has sets nothing apart."""

    EITHER = "either"
    LONGER = "longer"
    INSIDE = "inside"
    BESIDE_OCCURRENCE = "beside_occurrence"


@table("indicator_added_words", key=("word", "where"))
class IndicatorAddedWord:
    """A word that sets nothing apart where a name has it and another has not: 热线."""

    word: str
    where: AddedWhere
    source: str


class Trait(StrEnum):
    """How a word changes the way those around it are read."""

    ORDER_MATTERS = "order_matters"
    VERB_BEFORE_IS_MEASURED = "verb_before_is_measured"
    WORD_BEFORE_IS_JUDGED = "word_before_is_judged"


@table("indicator_traits", key=("word", "trait"))
class IndicatorTrait:
    """A word that changes how those around it are read."""

    word: str
    trait: Trait
    source: str


@table("indicator_aliases", key=("alias",))
class IndicatorAlias:
    """A name that means the same indicator as another."""

    alias: str
    name: str
    source: str


@table("contrast_words")
class ContrastWord:
    """A word that sets two names of indicators apart."""

    word: str
    contrast: str
    source: str


@table("counted_things", key=("unit",), references=(Reference("unit", "units", "unit"),))
class CountedThing:
    """What a classifier counts, and the nouns it is the usual classifier of."""

    unit: str
    counts: str
    nouns: tuple[str, ...] = ()
    source: str


@table("kind_counts", key=("kind",))
class KindCount:
    """What values of a kind count."""

    kind: str
    counts: str
    source: str


@table("level2_families", first_within=())
class Level2Family:
    """A family of levels 2; the first word that a level holds counts; ``measured`` is of indicators with a number."""

    word: str
    family: str
    measured: str
    source: str

    @property
    def example(self) -> str:
        """The word alone, the shortest level that holds it."""
        return self.word

    def reads(self, text: str) -> bool:
        """Whether the row reads a level 2."""
        return self.word in text


@table("department_figures", key=("figure", "basis", "table_name", "subject", "measure", "rank"))
class DepartmentFigure:
    """A wording of a department's figure in a table of records; the lowest rank that gives one number counts."""

    figure: str
    basis: str
    table_name: str
    subject: str = ""
    measure: str = ""
    rank: int
    source: str
