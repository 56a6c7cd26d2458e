"""Check the types of the explorer: ``python -m web.check_types``.

Its GraphQL documents are validated against the schema as it is, what they answer becomes types,
and the TypeScript compiler checks the explorer with them. Exit code 0: all is well; 1: not.
"""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path

from server.describing import sdl
from web.build import WEB, BuildError, find_node, install

TYPES = WEB / "types"
"""Where the types are written, for the compiler and for editors; not committed."""


def check() -> None:
    """Write the types and check with them; raises BuildError."""
    node = find_node()
    install(node, tools=True)
    with tempfile.TemporaryDirectory() as folder:
        schema = Path(folder) / "schema.graphql"
        schema.write_text(sdl(), "utf-8")
        node.run(node.node, "types.mjs", str(schema), str(TYPES))
    node.run(node.node, str(WEB / "node_modules/typescript/bin/tsc"), "--noEmit")


def main() -> int:
    """Run from the command line; the exit code."""
    try:
        check()
    except BuildError as error:
        print(f"error: {error}", file=sys.stderr)
        return 1
    print("The types of the explorer are well.")
    return 0


if __name__ == "__main__":
    sys.exit(main())
