"""The command ``jixiao``. What a command needs is imported when it runs, so that ``--help`` is there at once."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

if TYPE_CHECKING:
    from pipelines.lake.place import Lake

FORMATS = ("table", "csv", "json", "parquet")
USAGE = 2


def main() -> None:
    """Run the command line; errors are one line on stderr."""
    sys.exit(run_command(sys.argv[1:]))


def run_command(arguments: list[str]) -> int:
    """Run one command and return its exit code.

    Example:
        ``run_command(["query", "select 1"]) == 0``
    """
    try:
        return int(cli.main(arguments, prog_name="jixiao", standalone_mode=False) or 0)
    except click.ClickException as error:
        return _complain(error.format_message())
    except (click.Abort, KeyboardInterrupt):
        return _complain("interrupted; what is read so far is kept, run again to go on", 130)
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), 1)  # whoever read our output has seen enough
        return 0
    except Exception as error:
        if "--debug" in arguments:
            raise
        return _complain(_cause(error), USAGE if _is_usage(error) else 1)


def _data_option(command: Callable[..., Any]) -> Callable[..., Any]:
    debug = click.option("--debug", is_flag=True, expose_value=False, help="Show the traceback of an error.")
    data = click.option(
        "--data", type=click.Path(path_type=Path), default="data", envvar="JIXIAO_DATA", show_default=True,
        help="Folder of the results (also JIXIAO_DATA).",
    )  # fmt: skip
    return debug(data(command))


def _format_option(*formats: str) -> Callable[..., Any]:
    return click.option(
        "--format", "how", type=click.Choice(formats), default="table", show_default=True, help="Form of the output."
    )


@click.group(context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 120})
@click.version_option(package_name="jixiao", message="%(version)s")
def cli() -> None:
    """Turn performance self-evaluation reports (绩效自评) into comparable, traceable records.

    Example: jixiao run raw, then jixiao query "select level3, target_raw, actual_raw from indicators limit 5"
    """


@cli.command()
@click.argument("raw", type=click.Path(path_type=Path), default="raw")
@click.option("--force", is_flag=True, help="Read again what is read already.")
@click.option("--workers", type=click.IntRange(min=0), default=0, help="Reports read at a time; 0 is one per core.")
@click.option(
    "--time-limit",
    type=float,
    default=600.0,
    show_default=True,
    help="Seconds for each report, and 10 more for each page that is read, so that long scans come to their end.",
)
@_data_option
def run(raw: Path, data: Path, **options: Any) -> None:
    """Read every PDF under RAW and write records and marts.

    Example: jixiao run raw --workers 4
    """
    from pipelines import commands, ingest
    from pipelines.guard import Limits

    limits = Limits(seconds=options["time_limit"])
    plan = ingest.Plan(raw, workers=options["workers"], force=options["force"], limits=limits)
    click.echo(commands.run(_lake(data), plan), nl=False)


@cli.command()
@click.argument("report")
@click.option("--accept", is_flag=True, help="Store the new result.")
@_data_option
def rerun(report: str, accept: bool, data: Path) -> int:
    """Read REPORT again from its stored bytes and show what differs.

    REPORT is a report_id, the beginning of one, a file name or a path. Ends with 0 where nothing differs, else with 1.

    Example: jixiao rerun 0f3c9a1b
    """
    from pipelines import commands

    lines = commands.read_again(_lake(data), report, accept)
    click.echo("\n".join(lines) or "identical")
    return 1 if lines else 0


@cli.command()
@click.argument("record_id")
@click.option("--png", type=click.Path(path_type=Path, dir_okay=False), help="Write the page with the boxes marked.")
@_data_option
def trace(record_id: str, png: Path | None, data: Path) -> None:
    """Show where every field of one record was read.

    RECORD_ID may also be an evaluation_id or a report_id.

    Example: jixiao trace 0f3c9a1b2d4e5f60-001-i0007 --png row.png
    """
    from pipelines import commands

    click.echo(commands.show_trace(_lake(data), record_id, png), nl=False)


@cli.command()
@click.argument("sql")
@_format_option(*FORMATS)
@click.option("--out", type=click.Path(path_type=Path, dir_okay=False), help="Write to this file.")
@_data_option
def query(sql: str, how: str, out: Path | None, data: Path) -> None:
    """Answer one SQL SELECT over the records and marts.

    Example: jixiao query "select department, count(*) from indicators group by 1" --format csv
    """
    from pipelines import commands

    click.echo(commands.answer(_lake(data), sql, how, out), nl=False)


@cli.command()
@click.argument("report", required=False)
@_format_option(*FORMATS[:3])
@_data_option
def findings(report: str | None, how: str, data: Path) -> None:
    """List what the reports, or one REPORT, say against themselves.

    Example: jixiao findings 0f3c9a1b --format csv
    """
    from pipelines import commands

    click.echo(commands.list_findings(_lake(data), report, how), nl=False)


@cli.command()
@click.option("--review", is_flag=True, help="List pairs of indicators that may be one and wait for a decision.")
@click.option("--accept", "accepted", nargs=2, multiple=True, metavar="ID_A ID_B", help="The two are one indicator.")
@click.option("--reject", "rejected", nargs=2, multiple=True, metavar="ID_A ID_B", help="The two are not.")
@click.option("--import", "file", type=click.Path(path_type=Path, dir_okay=False), help="Take decisions from a CSV.")
@click.option("--by", help="Who decides.")
@click.option("--reason", help="Why.")
@click.option("--limit", type=click.IntRange(min=0), default=0, help="List so many pairs at most; 0 is all.")
@click.option("--out", type=click.Path(path_type=Path, dir_okay=False), help="Write the list to this file.")
@_format_option(*FORMATS[:3])
@_data_option
def aliases(data: Path, **options: Any) -> None:
    """List indicators that may be one under two names, and keep what people decide of them.

    Without an option the decisions so far are listed. A list of --review written as CSV can be filled in (columns
    decision: accept or reject, by, reason) and given to --import. The next `jixiao run` gives both names of an
    accepted pair the id that was published first. The last decision of a pair holds, so that --reject takes an
    --accept back.

    Example: jixiao aliases --review --format csv --out pairs.csv, then jixiao aliases --import pairs.csv --by 王芳
    """
    from pipelines import aliases

    click.echo(aliases.answer(_lake(data), aliases.Request(**options)), nl=False)


@cli.command()
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--page", type=click.IntRange(min=1), help="Show only what begins on this page.")
@_format_option("table", "json")
@_data_option
def explain(file: Path, page: int | None, how: str, data: Path) -> None:
    """Show why each table and column of FILE was read as it was.

    FILE is a path, or a report in the results: a report_id, the beginning of one, or a file name. First the forms
    that were found with what their labels name. Then every block of every table: its labels or its head, the role of
    each column, what its words and its cells spoke for before the runner-up, and the rows of the vocabulary that did.

    Example: jixiao explain raw/2023.pdf --page 9
    """
    from pipelines import commands

    click.echo(commands.explain(_lake(data), file, page, how), nl=False)


@cli.group()
def vocab() -> None:
    """The words that reports are read by, ours and your own.

    Your own rows are CSV files in the folder that JIXIAO_VOCAB names, called and headed like ours.

    Example: jixiao vocab check
    """


@vocab.command()
def check() -> int:
    """Check the vocabulary, ours and the one in JIXIAO_VOCAB: a line for each fault, with file, line and cause.

    Then what was checked, and a note for each row of your own that replaces one of ours or comes before it. Ends with
    0 where nothing is wrong, with 1 where something is, and with 2 where there is no such folder.

    Example: JIXIAO_VOCAB=own jixiao vocab check
    """
    from pipelines.word_check import check_words

    checked = check_words()
    click.echo("\n".join(checked.lines))
    return 1 if checked.faults else 0


def _lake(data: Path) -> Lake:
    """The folder of results; before a command works on it, the user's own words are laid over ours."""
    from pipelines.lake.place import Lake
    from pipelines.own_words import lay_own_words

    lay_own_words()
    return Lake(data)


def _is_usage(error: Exception) -> bool:
    return isinstance(error, OSError | LookupError | ValueError)


def _cause(error: Exception) -> str:
    if isinstance(error, OSError) and error.filename:
        return f"{error.filename}: {error.strerror}"
    text = " ".join(str(error).split()) or type(error).__name__
    return text if _is_usage(error) else f"{type(error).__name__}: {text}"


def _complain(cause: str, code: int = USAGE) -> int:
    click.echo(f"jixiao: {cause}", err=True)
    return code


if __name__ == "__main__":
    main()
