"""Make a reference: ``python -m rgcore.verification.references.make_reference FOLDER CONFIG RUN RUN ...``.

FOLDER is written; CONFIG is the preset that the runs were started with, or config.yaml; each RUN is the folder of a run
with another root seed. The first holds the bits.
"""

import json
import sys
from pathlib import Path

from rgcore.errors import InputError
from rgcore.pipeline.subjects import tables
from rgcore.provenance import git_commit
from rgcore.tables.footers import read_stamp
from rgcore.tables.frames import read_tables
from rgcore.verification.parts import parts_of_run
from rgcore.verification.processor import arithmetic
from rgcore.verification.references.choice import config_digest, settings_of_numbers
from rgcore.verification.references.gather import gather
from rgcore.verification.references.reference_files import write_reference
from rgcore.verification.run_config import run_config

__all__ = ["main"]

_HOME = Path(__file__).parents[3]


def main(arguments: list[str]) -> None:
    """Write the reference."""
    folder, preset, *runs = map(Path, arguments)
    config = run_config([preset])
    settings = json.loads(json.dumps(settings_of_numbers(config)))
    names = [table.name for table in tables()]
    paths = [[run / "results/tables" / f"{name}.parquet" for name in names] for run in runs]
    about = {
        "name": folder.name,
        "config": settings,
        "config_digest": config_digest(config),
        "commit": _commit(),
        "seeds": [_seed(each) for each in paths],
        "arithmetic": arithmetic(),
    }
    write_reference(gather(about, [parts_of_run(read_tables(each)) for each in paths]), folder)


def _commit() -> str:
    """Return the commit of the code, which must be one: without it nobody can make the reference again."""
    commit = git_commit()
    if commit == "unknown":
        raise InputError(
            f"a reference must be made in a Git checkout with a commit, and {_HOME} is none: clone the repository"
        )
    return commit


def _seed(paths: list[Path]) -> int:
    """Return the root seed that the tables of a run were made with."""
    seeds = {seed for path in paths if (seed := read_stamp(path)["root_seed"]) is not None}
    if len(seeds) != 1:
        raise InputError(
            f"the tables of a run must have one root seed, found {sorted(seeds)} in {paths[0].parent}"
        )
    return seeds.pop()


if __name__ == "__main__":
    try:
        main(sys.argv[1:])
    except InputError as mistake:
        sys.exit(f"Error: {mistake}")
