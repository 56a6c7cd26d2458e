"""The command line: what there is to say and to ask; the work is done elsewhere.

The modules that do the work are named, not imported: Strawberry, the driver and the rest
take more than a second to import, which `serve` spends while the database starts and
`--help` need not spend at all.
"""

from __future__ import annotations

import dataclasses
import os
import pkgutil
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import rich_click as click

from graph.errors import GovgraphError
from server.errors import UsageError
from server.logs import LEVELS
from server.settings import Settings
from server.terminal import complain

SERVE = "server.serving:serve"
LOAD = "server.loading:load"
CHECK = "server.checking:check"
EXPLAIN = "server.explanation:explain"
DIFF = "server.comparing:diff"
SCHEMA = "server.describing:schema"
EXPORT = "server.exporting:export"
EXTRACT = "server.extracting:extract_files"
REVIEW = "server.reviewing:review"
PREPARE = "server.engine:prepare"
KEY_NEW = "server.keys:create"
KEY_LIST = "server.keys:show"

FOLDER = click.Path(exists=True, file_okay=False, path_type=Path)
folders_argument = click.argument("folders", metavar="[FOLDER]...", nargs=-1, type=FOLDER)


def _do(work: str) -> Callable[..., Any]:
    function: Callable[..., Any] = pkgutil.resolve_name(work)
    return function


def _settings(**given: object) -> Settings:
    """The settings of the environment, and what the command line says instead."""
    chosen = {name: value for name, value in given.items() if value is not None}
    return dataclasses.replace(Settings.read(os.environ), **chosen)  # type: ignore[arg-type]


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
@click.rich_config({"text_markup": "markdown"})
@click.version_option(package_name="govgraph", message="govgraph %(version)s")
def app() -> None:
    """Government organizations and the awards they win: Neo4j answered through GraphQL."""


@app.command()
@click.option("--host", show_default="GOVGRAPH_HOST", help="Address to serve on.")
@click.option(
    "--port", type=click.IntRange(1, 65535), show_default="GOVGRAPH_PORT", help="Port to serve on."
)
@click.option(
    "--log-level",
    type=click.Choice(LEVELS),
    show_default="GOVGRAPH_LOG_LEVEL",
    help="What is logged; info is a line a request.",
)
@click.option(
    "--workers",
    type=click.IntRange(1, 64),
    show_default="GOVGRAPH_WORKERS",
    help="How many processes answer.",
)
def serve(host: str | None, port: int | None, workers: int | None, log_level: str | None) -> None:
    """Serve GraphQL and GraphiQL until Ctrl-C.

    Runs a local Neo4j, fetched at the first start, and loads the shipped datasets into it
    when they are not there yet. With NEO4J_URI it uses that server and writes nothing to it.

    Examples:

        govgraph serve

        govgraph serve --port 8001

        govgraph serve --workers 4

        NEO4J_URI=neo4j://db.example.org NEO4J_PASSWORD=... govgraph serve
    """
    _do(SERVE)(_settings(host=host, port=port, workers=workers, log_level=log_level))


@app.command()
@folders_argument
@click.option("--dry-run", is_flag=True, help="Show what would change and write nothing.")
def load(folders: tuple[Path, ...], *, dry_run: bool) -> None:
    """Load datasets into the database: all of them or, on any error, nothing.

    FOLDER: dataset folders; the shipped datasets when none is given. What earlier loads said
    and these datasets no longer say is superseded: `knownAt` still answers of it, and
    `govgraph diff` shows it. Uses the database of a `govgraph serve` that runs, which answers
    from the new data at once, or else starts its own.

    Examples:

        govgraph load --dry-run

        govgraph load datasets/awards-2022 datasets/awards-2023

        NEO4J_URI=neo4j://db.example.org NEO4J_PASSWORD=... govgraph load
    """
    _do(LOAD)(_settings(), folders, dry_run=dry_run)


@app.command()
@folders_argument
@click.option(
    "--documents",
    type=FOLDER,
    show_default="GOVGRAPH_DOCUMENTS",
    help="Folder with the texts of the source documents, to verify every passage.",
)
@click.option(
    "--format",
    "form",
    type=click.Choice(["text", "json"]),
    default="text",
    show_default=True,
    help="Lines for people, or one JSON object for programs.",
)
def check(folders: tuple[Path, ...], documents: Path | None, form: str) -> None:
    """Check datasets without a database: the integrity report.

    Every finding has its severity, place and fix. An error ends in exit code 1, unless an
    exception is declared with its reason in the dataset's exceptions.tsv.

    FOLDER: dataset folders; the shipped datasets when none is given.

    Examples:

        govgraph check

        govgraph check datasets/awards-2023 --documents texts

        govgraph check --format json > findings.json
    """
    _do(CHECK)(_settings(documents=documents), folders, as_json=form == "json")


@app.command()
@click.argument("operation", metavar="[QUERY | FILE | -]", required=False)
@click.option("--variables", metavar="JSON", help="The variables, as a JSON object.")
@click.option("--operation", "name", metavar="NAME", help="Which operation of several.")
@click.option("--profile", is_flag=True, help="Run the statement; show actual rows and hits.")
@click.option("--json", "as_json", is_flag=True, help="Write JSON, for programs.")
def explain(
    operation: str | None,
    variables: str | None,
    name: str | None,
    *,
    profile: bool,
    as_json: bool,
) -> None:
    """Show how an operation is answered: its plan, statement, parameters, and their cost.

    Takes the operation, a file that holds it, or - for standard input (also when nothing is
    given). Each step of the plan names the fields that asked for it; the database's operators
    show estimated rows, and with --profile actual rows and database hits. Uses the database
    of a `govgraph serve` that runs, or else starts its own.

    Examples:

        govgraph explain '{ organizations { totalCount } }'

        govgraph explain --profile web/examples/1-provincial-offices.graphql

        govgraph explain 'query Q($id: ID!) { award(id: $id) { year } }' --variables '{"id": "x"}'

        govgraph explain --json - < operation.graphql
    """
    request = (operation, variables, name)
    _do(EXPLAIN)(_settings(), *request, profile=profile, as_json=as_json)


@app.command()
@click.argument("first", metavar="V1", type=click.IntRange(0))
@click.argument("second", metavar="V2", type=click.IntRange(0))
@click.option("--json", "as_json", is_flag=True, help="Write JSON, for programs.")
def diff(first: int, second: int, *, as_json: bool) -> None:
    """Show which facts two dataset versions have not in common.

    V1, V2: numbers of dataset versions; 0 is the graph before the first load. Each fact that
    was added (+), changed (~) or withdrawn (-) is one line: subject, predicate, object, time,
    source and basis, as datasets write them. Uses the database of a `govgraph serve` that runs,
    or else starts its own.

    Examples:

        govgraph diff 1 2

        govgraph diff 0 1 --json > facts.json
    """
    _do(DIFF)(_settings(), first, second, as_json=as_json)


@app.command()
@click.argument("name", metavar="LIST")
@click.option(
    "--format",
    "form",
    metavar="FORMAT",
    help="csv, jsonl, jsonld, nq or graphml; zip for the archive. Else the end of --out tells.",
)
@click.option("--where", metavar="JSON", help="The filter of the list, as in GraphQL.")
@click.option("--order-by", metavar="JSON", help="Its order, as in GraphQL.")
@click.option("--as-of", metavar="DATE", help="The day of which it is asked.")
@click.option("--known-at", metavar="TIME", help="The time whose knowledge is asked.")
@click.option("--fields", metavar="NAMES", help="The columns, divided by commas.")
@click.option("--lists", metavar="NAMES", help="Which lists `graph` or `dataset` is to have.")
@click.option("--shape", help="Of a csv: wide (default), or long, with a row for each value.")
@click.option(
    "--out", "-o", type=click.Path(dir_okay=False, path_type=Path), help="Write to this file."
)
def export(
    name: str,
    form: str | None,
    where: str | None,
    order_by: str | None,
    as_of: str | None,
    known_at: str | None,
    fields: str | None,
    lists: str | None,
    shape: str | None,
    out: Path | None,
) -> None:
    """Write a list of nodes to a file, whole, as one version of the data has it.

    LIST: a list of the schema (`awards`, `organizations`, ...), `graph` for all of them in one
    file, or `dataset` for an archive of everything with a manifest. A file is there when it is
    whole, or not at all; beside a csv its description is written (`FILE-metadata.json`). Without
    --out it goes to standard output. Uses the database of a `govgraph serve` that runs, or else
    starts its own.

    Examples:

        govgraph export awards --out awards.csv

        govgraph export awards --format jsonl --where '{"year": {"eq": 2022}}' > awards.jsonl

        govgraph export organizations --fields id,nameTh,ministry --out bodies.csv

        govgraph export graph --out graph.graphml

        govgraph export dataset --out dataset.zip
    """
    given = {
        "where": where,
        "orderBy": order_by,
        "asOf": as_of,
        "knownAt": known_at,
        "fields": fields,
        "lists": lists,
        "shape": shape,
    }
    _do(EXPORT)(_settings(), name, form, given, out)


@app.command()
@click.argument(
    "files",
    metavar="FILE...",
    nargs=-1,
    required=True,
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
)
@click.option(
    "--out",
    metavar="DRAFT",
    type=click.Path(file_okay=False, path_type=Path),
    help="Write draft facts to this folder, in the format of a dataset.",
)
@click.option(
    "--format",
    "form",
    type=click.Choice(["awards-jsonl"]),
    help="Print one JSON object for each text.",
)
def extract(files: tuple[Path, ...], out: Path | None, form: str | None) -> None:
    """Read awards from the Thai texts of announcements.

    FILE: texts in UTF-8. With --out, what they say becomes draft facts, each with its passage,
    and `unresolved.tsv` holds what a reviewer has to decide. With --format awards-jsonl, or
    with neither, each text becomes one JSON object on standard output; every string in it is
    written as in the text, line breaks included, and offsets count its code points.

    Examples:

        govgraph extract announcement.txt

        govgraph extract texts/*.txt --format awards-jsonl > awards.jsonl

        govgraph extract texts/*.txt --out drafts/awards-2023

        govgraph check drafts/awards-2023 --documents texts
    """
    _do(EXTRACT)(files, as_jsonl=form is not None or out is None, folder=out)


@app.command()
@click.argument("draft", type=FOLDER)
@click.option(
    "--documents",
    type=FOLDER,
    show_default="GOVGRAPH_DOCUMENTS",
    help="Folder with the texts that were drafted.",
)
@click.option("--terminal", is_flag=True, help="Decide here instead of in a browser.")
@click.option(
    "--port",
    type=click.IntRange(1, 65535),
    show_default="a free one",
    help="Port of the page; no browser is opened.",
)
@click.option(
    "--reviewer",
    metavar="NAME",
    show_default="git's user.name, or the name of the account",
    help="Who decides: the name goes on record with every decision.",
)
@click.option(
    "--into",
    metavar="DATASET",
    type=click.Path(file_okay=False, path_type=Path),
    help="Put what is accepted into this dataset folder, and ask nothing.",
)
def review(
    draft: Path,
    documents: Path | None,
    port: int | None,
    reviewer: str | None,
    into: Path | None,
    *,
    terminal: bool,
) -> None:
    """Review a draft beside its texts: accept, correct, reject, link, and add what was missed.

    DRAFT: a folder that `govgraph extract` wrote. Every decision is saved at once, in its
    `decisions.tsv`; a review goes on where it stood. With --into, the accepted facts become lines
    of a dataset, each with its reviewer and day, where all checks pass.

    Examples:

        govgraph review drafts/awards-2023 --documents texts

        govgraph review drafts/awards-2023 --documents texts --terminal --reviewer "Malee Suksan"

        govgraph review drafts/awards-2023 --documents texts --into datasets/awards-2023
    """
    settings = _settings(documents=documents)
    _do(REVIEW)(settings, draft, terminal=terminal, port=port, reviewer=reviewer, into=into)


@app.command()
@click.option(
    "--output", "-o", type=click.Path(dir_okay=False, path_type=Path), help="Write to this file."
)
def schema(output: Path | None) -> None:
    """Print the GraphQL schema.

    Examples:

        govgraph schema

        govgraph schema --output schema.graphql
    """
    _do(SCHEMA)(output)


@app.group()
def engine() -> None:
    """The local Neo4j."""


@engine.command()
def prepare() -> None:
    """Fetch Neo4j and prepare it to start twice as fast; takes about half a minute.

    `serve` does this by itself, in the background, after its first start.

    Example:

        govgraph engine prepare
    """
    _do(PREPARE)(_settings())


@app.group()
def key() -> None:
    """The API keys: who may ask, and in which role."""


@key.command("new")
@click.argument("name")
@click.option(
    "--role",
    type=click.Choice(["reader", "curator", "admin"]),
    default="reader",
    show_default=True,
    help="What the holder may do.",
)
def key_new(name: str, role: str) -> None:
    """Make an API key, show it once and keep its hash in the file GOVGRAPH_API_KEYS.

    NAME: whose it is; it is in the logs. A running `serve` knows the key within a second. To
    withdraw one, delete its line in the file.

    Example:

        GOVGRAPH_API_KEYS=keys.tsv govgraph key new dashboard --role reader
    """
    _do(KEY_NEW)(_settings(), name, role)


@key.command("list")
def key_list() -> None:
    """List the API keys: name, role and day of each.

    Example:

        GOVGRAPH_API_KEYS=keys.tsv govgraph key list
    """
    _do(KEY_LIST)(_settings())


def main(arguments: Sequence[str] | None = None) -> None:
    """Run a command. Exits 0 when done, 1 when data or check failed, 2 for wrong use."""
    try:
        app(arguments, prog_name="govgraph")
    except GovgraphError as error:
        complain(error)
        sys.exit(2 if isinstance(error, UsageError) else 1)
