"""The command ``rgcore``; ``python -m rgcore`` is the same."""

import sys
from argparse import ArgumentParser, Namespace, _SubParsersAction
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
    chosen = _parser().parse_args(arguments)
    try:
        return chosen.answer(chosen)
    except InputError as mistake:
        print(f"Error: {mistake}", file=sys.stderr)
        return 1


def _parser() -> ArgumentParser:
    parser = ArgumentParser(
        prog="rgcore",
        description="Look at data, analyse them, and compare a run with stored results.",
        epilog="run, page and verify need a clone of the repository; look does not.",
    )
    commands = parser.add_subparsers(required=True, metavar="COMMAND")
    look = _command(
        commands, "look", "print what a file or folder holds, and the block of a config that reads it"
    )
    look.add_argument("path", help="a file, or a folder with one file per variable")
    look.set_defaults(answer=_look)
    run = _command(commands, "run", "run the workflow, or what a target needs, in this folder")
    run.add_argument("targets", nargs="*", metavar="TARGET", help="a rule or a file below results")
    run.set_defaults(answer=_run)
    page = _command(commands, "page", "make the page of one data set, and what it needs")
    page.add_argument("dataset", metavar="DATA", help="its name under datasets: in the config")
    page.set_defaults(answer=_page)
    verify = _command(commands, "verify", "run what is missing, and compare all with the reference")
    verify.set_defaults(answer=_verify)
    for command in (run, page, verify):
        command.add_argument(
            "--configfile",
            nargs="+",
            action="extend",
            default=[],
            metavar="FILE",
            help="instead of values of config.yaml; of several files, the last that has a value counts",
        )
        command.add_argument("--cores", default="all", help="a number, or all (default)")
    return parser


def _command(commands: "_SubParsersAction[ArgumentParser]", name: str, purpose: str) -> ArgumentParser:
    """Add a subcommand whose own help begins with its line in the list of commands."""
    return commands.add_parser(name, help=purpose, description=f"{purpose[0].upper()}{purpose[1:]}.")


def _look(chosen: Namespace) -> int:
    from rgcore.look import look_at  # noqa: PLC0415  (the help needs no numerical libraries)

    print(look_at(chosen.path))
    return 0


def _run(chosen: Namespace) -> int:
    from rgcore.pipeline.commands import exit_code, run_command  # noqa: PLC0415

    return exit_code(iter([run_command(chosen.targets, chosen.configfile, chosen.cores)]))


def _page(chosen: Namespace) -> int:
    from rgcore.pipeline.commands import exit_code, page_command  # noqa: PLC0415

    return exit_code(iter([page_command(chosen.dataset, chosen.configfile, chosen.cores)]))


def _verify(chosen: Namespace) -> int:
    from rgcore.pipeline.commands import exit_code, verify_commands  # noqa: PLC0415

    return exit_code(verify_commands(chosen.configfile, chosen.cores))


if __name__ == "__main__":
    sys.exit(main())
