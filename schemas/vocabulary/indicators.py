"""Words by which the same indicator is known again, and what its name says of its value."""

from __future__ import annotations

from enum import StrEnum

from schemas.vocabulary.table import Reference, table


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
