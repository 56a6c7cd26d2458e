"""`python -m server`: the command line without its script."""

from __future__ import annotations

from server.cli import main

if __name__ == "__main__":
    main()
