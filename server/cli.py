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
from importlib.metadata import version
from pathlib import Path
from typing import Annotated, Any

import typer

from graph.errors import GovgraphError
from server.errors import UsageError
from server.settings import Settings
from server.terminal import complain, out

SERVE = "server.serving:serve"
LOAD = "server.loading:load"
CHECK = "server.checking:check"
EXPLAIN = "server.explanation:explain"
SCHEMA = "server.describing:schema"
PREPARE = "server.engine:prepare"

app = typer.Typer(
    name="govgraph",
    help="Government organizations and the awards they win: Neo4j answered through GraphQL.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode="markdown",
    context_settings={"help_option_names": ["-h", "--help"]},
)
engine = typer.Typer(help="The local Neo4j.", no_args_is_help=True)
app.add_typer(engine, name="engine")

Folders = Annotated[
    list[Path] | None,
    typer.Argument(
        metavar="[FOLDER]...", exists=True, file_okay=False,
        help="Dataset folders; the shipped dataset when none is given.",
    ),
]


def _do(work: str) -> Callable[..., Any]:
    function: Callable[..., Any] = pkgutil.resolve_name(work)
    return function


def _settings(**given: object) -> Settings:
    """The settings of the environment, and what the command line says instead."""
    chosen = {name: value for name, value in given.items() if value is not None}
    return dataclasses.replace(Settings.read(os.environ), **chosen)  # type: ignore[arg-type]


def _show_version(wanted: bool) -> None:
    if wanted:
        out.print(f"govgraph {version('govgraph')}")
        raise typer.Exit


@app.callback()
def _root(
    _: Annotated[
        bool,
        typer.Option(
            "--version", callback=_show_version, is_eager=True, help="Show the version and exit."
        ),
    ] = False,
) -> None:
    pass


@app.command()
def serve(
    host: Annotated[
        str | None, typer.Option(help="Address to serve on.", show_default="GOVGRAPH_HOST")
    ] = None,
    port: Annotated[
        int | None,
        typer.Option(min=1, max=65535, help="Port to serve on.", show_default="GOVGRAPH_PORT"),
    ] = None,
) -> None:
    """Serve GraphQL and GraphiQL until Ctrl-C.

    Runs a local Neo4j, fetched at the first start, and loads the shipped dataset into it
    when that is not there yet. With NEO4J_URI it uses that server and writes nothing to it.

    Examples:

        govgraph serve

        govgraph serve --port 8001

        NEO4J_URI=neo4j://db.example.org NEO4J_PASSWORD=... govgraph serve
    """
    _do(SERVE)(_settings(host=host, port=port))


@app.command()
def load(
    folders: Folders = None,
    dry_run: Annotated[
        bool, typer.Option("--dry-run", help="Show what would change and write nothing.")
    ] = False,
) -> None:
    """Load datasets into the database: all of them or, on any error, nothing.

    What earlier loads said and these datasets no longer say is removed.

    Examples:

        govgraph load --dry-run

        govgraph load datasets/awards-2022 datasets/awards-2023

        NEO4J_URI=neo4j://db.example.org NEO4J_PASSWORD=... govgraph load
    """
    _do(LOAD)(_settings(), folders or [], dry_run=dry_run)


@app.command()
def check(
    folders: Folders = None,
    documents: Annotated[
        Path | None,
        typer.Option(
            exists=True, file_okay=False, show_default="GOVGRAPH_DOCUMENTS",
            help="Folder with the texts of the source documents, to verify every passage.",
        ),
    ] = None,
) -> None:
    """Check datasets without a database; every error is listed, with its fix.

    Examples:

        govgraph check

        govgraph check datasets/awards-2023 --documents texts
    """
    _do(CHECK)(_settings(documents=documents), folders or [])


@app.command()
def explain(
    operation: Annotated[
        str | None,
        typer.Argument(
            metavar="[QUERY | FILE | -]", show_default=False,
            help="The operation, a file that holds it, or - for standard input (also when "
            "nothing is given).",
        ),
    ] = None,
    variables: Annotated[
        str | None, typer.Option(metavar="JSON", help="The variables, as a JSON object.")
    ] = None,
    name: Annotated[
        str | None,
        typer.Option("--operation", metavar="NAME", help="Which operation of several."),
    ] = None,
    profile: Annotated[
        bool,
        typer.Option("--profile", help="Run the statement; show actual rows and database hits."),
    ] = False,
    json: Annotated[bool, typer.Option("--json", help="Write JSON, for programs.")] = False,
) -> None:
    """Show how an operation is answered: its plan, statement, parameters, and their cost.

    Each step of the plan names the fields that asked for it; the database's operators show
    estimated rows. Uses the database of a `govgraph serve` that runs, or else starts its own.

    Examples:

        govgraph explain '{ organizations { totalCount } }'

        govgraph explain --profile web/examples/1-provincial-offices.graphql

        govgraph explain 'query Q($id: ID!) { award(id: $id) { year } }' --variables '{"id": "x"}'

        govgraph explain --json - < operation.graphql
    """
    request = (operation, variables, name)
    _do(EXPLAIN)(_settings(), *request, profile=profile, as_json=json)


@app.command()
def schema(
    output: Annotated[
        Path | None, typer.Option("--output", "-o", dir_okay=False, help="Write to this file.")
    ] = None,
) -> None:
    """Print the GraphQL schema.

    Examples:

        govgraph schema

        govgraph schema --output schema.graphql
    """
    _do(SCHEMA)(output)


@engine.command()
def prepare() -> None:
    """Fetch Neo4j and prepare it to start twice as fast; takes about half a minute.

    `serve` does this by itself, in the background, after its first start.

    Example:

        govgraph engine prepare
    """
    _do(PREPARE)(_settings())


def main(arguments: Sequence[str] | None = None) -> None:
    """Run a command. Exits 0 when done, 1 when data or check failed, 2 for wrong use."""
    try:
        app(arguments)
    except GovgraphError as error:
        complain(error)
        sys.exit(2 if isinstance(error, UsageError) else 1)
