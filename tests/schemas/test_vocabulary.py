"""Every shipped table is sound, and each fault of a file is named with its line and cause."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from schemas.column import columns as record_columns
from schemas.registry import TABLES
from schemas.vocabulary import Fault, OwnFile, VocabularyError, digest, overlay
from schemas.vocabulary.check import find_faults, find_own_faults, lay_over
from schemas.vocabulary.file import FileLine, key_of, read_file
from schemas.vocabulary.forms import ColumnHead, FieldName, GradeWord, Label
from schemas.vocabulary.overlay import Overlay, lines, our_files, our_lines
from schemas.vocabulary.overriding import overriding
from schemas.vocabulary.table import columns, defined
from schemas.vocabulary.text import Radical
from schemas.vocabulary.values import ComparatorWord, UnitWord

HEADS = "role,wording,source\n"
COVERS = "role,pattern,example,source\n"
LABELS = "context,role,pattern,example,source\n"

FAULTY = [
    ("grades", "word,grade\n优,优秀\n", 1, "no column 'source'", "a head without a column"),
    ("grades", "word,grade,source,note\n", 1, "unknown column 'note'", "a head with a column too many"),
    ("grades", "word,grade,grade,source\n", 1, "the column 'grade' twice", "a head with a column twice"),
    ("grades", "", 1, "no column 'word'", "an empty file"),
    ("grades", "word,grade,source\n优,优秀\n", 2, "2 fields where the head has 3; is a comma", "a field too few"),
    ("grades", "word,grade,source\n优，优秀，ours\n", 2, "a comma missing, or a Chinese one", "，"),
    ("grades", "word,grade,source\n优,优秀,ours, 2021\n", 2, "4 fields where the head has 3", "a comma not in quotes"),
    ("grades", "word,grade,source\n优,,our form\n", 2, "grade is empty", "an empty cell that may not be"),
    ("grades", "word,grade,source\n优,优秀,\n", 2, "source is empty", "nobody says where the word was seen"),
    ("grades", "word,grade,source\n优,优秀,form family: x\n", 2, "source: 'form family'", "a source that says nothing"),
    ("grades", "word,grade,source\n优,特优,x\n", 2, "grade: '特优' is none of 优秀, 良好", "none of an enumeration"),
    ("grades", "word,grade,source\n优,优秀,x\n良,良好,x\n优,良好,x\n", 4, "'优' stands in line 2", "a key twice"),
    ("grades", 'word,grade,source\n优,优秀,"x\n', 2, "unexpected end of data", "quotes that do not end"),
    ("units", "word,unit,kind,factor,source\n筐,筐,quantity,one,x\n", 2, "factor: 'one' is no number", "no decimal"),
    ("directions", "word,direction,rank,source\n筐,higher,1.5,x\n", 2, "rank: '1.5' is no whole number", "no integer"),
    ("verdict_words", "word,met,answers,source\n好,true,words,x\n", 2, "met: 'true' is neither yes nor no", "no truth"),
    ("labels", LABELS + "goal,actual,完成(,完成,x\n", 2, "'完成(' is no regular expression", "a pattern that is none"),
    ("labels", LABELS + "goal,actual,完成,实现,x\n", 2, "does not read its own example '实现'", "another's example"),
    ("labels", LABELS + "goal,actual,完.,完成,x\ngoal,status,完成,完成,x\n", 3, "never reached: line 2", "hidden"),
    ("statuses", "pattern,status,example,source\n^是,met,是,x\n是的,met,是的,x\n", 3, "never reached", "by search"),
    ("column_heads", HEADS + "target,应达数,x\nactual,应达数,x\n", 3, "'应达数' is target in line 2", "a head twice"),
    ("labels", LABELS + "goal,actual,甲,甲,x\nfund,rate,甲,甲,x\n", 3, "is goal actual in line 2", "in two contexts"),
    ("labels", LABELS + "goal,project_name,甲,甲,x\n", 2, "no goal label is project_name", "a role of another context"),
    ("cover_labels", COVERS + "department,甲,甲,x\nyear,甲,甲,x\n", 3, "'甲' is department in line 2", "of two things"),
    ("spelt", "pattern,plain,example,becomes,source\n两,2,两家,二家,x\n", 2, "'两家' as '二家'", "another result"),
    ("unit_families", "unit,family,factor,source\n筐,件,1,x\n", 2, "'筐' is no unit of units.csv", "no such unit"),
    ("label", LABELS, 1, "no table is called label; the tables are acts, ", "a file that is called like none of ours"),
]  # fmt: skip


@pytest.mark.parametrize(("table", "text", "line", "cause", "why"), FAULTY, ids=[row[-1] for row in FAULTY])
def test_a_fault_is_named_with_its_line_and_cause(table: str, text: str, line: int, cause: str, why: str) -> None:
    faults = find_own_faults((OwnFile(table, f"own/{table}.csv", text),))
    assert len(faults) == (2 if not text else 1) or not text, why
    assert (faults[0].file, faults[0].line) == (f"own/{table}.csv", line)
    assert cause in faults[0].cause
    assert "\n" not in str(faults[0])


def test_every_table_has_a_definition_and_every_definition_a_table() -> None:
    assert sorted(defined()) == [name.removesuffix(".csv") for name in our_files()]


def test_the_shipped_vocabulary_is_sound() -> None:
    assert find_faults() == []


@pytest.mark.parametrize("name", sorted(defined()))
def test_every_table_holds_rows_with_a_source(name: str) -> None:
    found = our_lines(defined()[name])
    assert found
    assert all(line.row.source for line in found)
    assert columns(defined()[name])[-1].name == "source", "as in the files"


def test_the_fields_that_findings_name_are_fields_of_records() -> None:
    known = {column.name for record in TABLES.values() for column in record_columns(record)}
    assert {line.row.field for line in our_lines(FieldName)} <= known


def test_rows_are_typed() -> None:
    rows = {row.word: row for row in (line.row for line in our_lines(ComparatorWord)) if row.position == "after"}
    assert (rows["左右"].comparator, rows["左右"].approx) == (None, True)
    assert (rows["以上"].comparator, rows["以上"].approx) == (">=", False)


def test_a_users_rows_come_first_and_replace_ours_of_the_same_key() -> None:
    own = (OwnFile("grades", "own/grades.csv", "word,grade,source\n甲等,优秀,our form\n一般,合格,our form\n"),)
    found = lines(GradeWord, own)
    assert [line.row.word for line in found[:2]] == ["甲等", "一般"]
    assert [line.row.grade for line in found if line.row.word == "一般"] == ["合格"]
    assert len(found) == len(our_lines(GradeWord)) + 1


def test_a_users_row_may_come_before_ours_that_read_the_same() -> None:
    """Whoever lays a row over ours means it to decide; only among rows of one file is a hidden one a fault."""
    own = (OwnFile("labels", "own/labels.csv", LABELS + "fund,annual_budget,全年预算.,全年预算数,our form\n"),)
    assert find_own_faults(own) == []
    assert lines(Label, own)[0].row.role == "annual_budget"


OVERRIDING = [
    ("column_heads", HEADS + "target,完成情况,x\n", ["replaces ours, which says actual"], "a head of another role"),
    ("column_heads", HEADS + "actual,完成情况,x\n", ["says what ours says already"], "a row that adds nothing"),
    ("column_heads", HEADS + "target,应达数,x\n", [], "a head nobody listed"),
    ("labels", LABELS + "fund,executed,全年.+数,全年预算数,x\n", ["comes before ours, which says fund"], "first"),
    ("labels", LABELS + "fund,annual_budget,全年.+算数,全年预算数,x\n", [], "ours means the same"),
    ("grades", "word,grade,source\n一般,合格,x\n", ["replaces ours, which says 中"], "another grade"),
]  # fmt: skip


@pytest.mark.parametrize(("table", "text", "wanted", "why"), OVERRIDING, ids=[row[-1] for row in OVERRIDING])
def test_what_a_users_row_does_to_ours_is_said(table: str, text: str, wanted: list[str], why: str) -> None:
    own = (OwnFile(table, f"own/{table}.csv", text),)
    assert find_own_faults(own) == []
    said = [text for _, text in overriding(own)]
    assert len(said) == len(wanted), why
    assert all(text.startswith(start) for text, start in zip(said, wanted, strict=True))


def test_a_users_head_replaces_ours_of_another_role() -> None:
    own = (OwnFile("column_heads", "own/column_heads.csv", HEADS + "target,完成情况,x\n"),)
    assert [line.row.role for line in lines(ColumnHead, own) if line.row.wording == "完成情况"] == ["target"]


@pytest.mark.parametrize("sign", [";", "\t"])
def test_files_are_read_as_spreadsheet_programs_of_any_country_save_them(sign: str) -> None:
    """Fields parted by another sign, white space at their ends, empty columns and lines behind the last."""
    text = "\ufeffword,grade,source,,\r\n甲等 ,优秀,x,,\r\n,,,,\r\n".replace(",", sign)
    (found,) = read_file(GradeWord, text, "own.csv")
    assert (found.row.word, found.row.grade) == ("甲等", "优秀")


def test_a_users_file_may_refer_to_another() -> None:
    units = OwnFile("units", "own/units.csv", "word,unit,kind,factor,source\n筐,筐,quantity,1,x\n")
    families = OwnFile("unit_families", "own/unit_families.csv", "unit,family,factor,source\n筐,件,1,x\n")
    assert find_own_faults((units, families)) == []


@pytest.fixture
def unread() -> Iterator[None]:
    """No word read yet, and afterwards ours alone."""
    overlay._rows.cache_clear()
    yield
    overlay._rows.cache_clear()
    overlay.put_over(())


GRADE: Overlay = (OwnFile("grades", "own/grades.csv", "word,grade,source\n甲等,优秀,our form\n"),)


def test_words_are_laid_over_once_before_any_is_read(unread: None) -> None:
    lay_over(GRADE)
    assert overlay.vocabulary(GradeWord)[0].word == "甲等"
    lay_over(GRADE)
    with pytest.raises(RuntimeError, match="before any of it is read"):
        lay_over(())


def test_a_faulty_file_is_not_laid_over(unread: None) -> None:
    with pytest.raises(VocabularyError, match=r"^own/grades.csv:1: no column 'word'$"):
        lay_over((OwnFile("grades", "own/grades.csv", ""),))
    assert overlay.laid() == ()


def test_the_digest_hangs_on_the_words_alone(unread: None) -> None:
    ours = digest()
    lay_over(GRADE)
    theirs = digest()
    assert theirs != ours
    overlay._rows.cache_clear()
    file = GRADE[0]
    lay_over((OwnFile("grades", "C:/elsewhere/grades.csv", "\ufeff" + file.text.replace("\n", "\r\n")),))
    assert digest() == theirs, "neither the folder nor the line ends matter"


def test_no_word_is_read_by_an_import() -> None:
    script = (
        "import extractors, pipelines.ingest, pipelines.commands; from schemas.vocabulary import overlay;"
        "print(overlay._rows.cache_info().currsize)"
    )
    output = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True).stdout
    assert output.split()[-1] == "0"


def test_quotes_and_line_ends_are_read_as_any_program_writes_them() -> None:
    text = '\ufeffradical,ideograph,source\r\n⺁,厂,"a, b"\r\n\r\n⺄,乙,x\r\n'
    found = read_file(Radical, text, "own.csv")
    assert [(line.number, line.row.ideograph, line.row.source) for line in found] == [(2, "厂", "a, b"), (4, "乙", "x")]
    assert isinstance(found[0], FileLine)
    assert key_of(found[0].row) == ("⺁",)


def test_a_fault_is_one_line() -> None:
    assert str(Fault("own/grades.csv", 3, "word is empty")) == "own/grades.csv:3: word is empty"


def test_units_are_exact() -> None:
    assert {str(line.row.factor) for line in our_lines(UnitWord)} == {"1", "0.1", "0.01"}


def test_the_packages_say_that_they_are_typed() -> None:
    root = Path(__file__).parents[2]
    assert all((root / package / "py.typed").exists() for package in ("schemas", "extractors", "pipelines"))
