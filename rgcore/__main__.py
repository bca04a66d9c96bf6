"""The command ``rgcore``; ``python -m rgcore`` is the same."""

import sys
from argparse import ArgumentParser
from collections.abc import Sequence

from rgcore.errors import InputError

__all__ = ["main"]


def main(arguments: Sequence[str] | None = None) -> int:
    """Run a subcommand and return the exit code: 1 after a mistake, whose sentence is printed.

    Parameters
    ----------
    arguments : sequence of str or None
        Those of the command line; None takes them from there.
    """
    parser = ArgumentParser(prog="rgcore", description="Look at data before they are analysed.")
    commands = parser.add_subparsers(required=True, metavar="COMMAND")
    look = commands.add_parser(
        "look", help="print what a file or folder holds, and the block of a config that reads it"
    )
    look.add_argument("path", help="a file, or a folder with one file per variable")
    path = parser.parse_args(arguments).path

    from rgcore.look import look_at  # noqa: PLC0415  (the help needs no numerical libraries)

    try:
        print(look_at(path))
    except InputError as mistake:
        print(f"Error: {mistake}", file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
