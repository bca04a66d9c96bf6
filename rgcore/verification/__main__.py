"""Compare a finished run in the working folder with a reference: ``python -m rgcore.verification (find | compare)``.

After it may stand the presets that the run was started with. ``find`` only checks that there is a reference for it.
"""

import sys
from pathlib import Path

from threadpoolctl import threadpool_limits

from rgcore.errors import InputError
from rgcore.pipeline.studies import results_folder
from rgcore.pipeline.subjects import tables
from rgcore.tables.frames import read_tables
from rgcore.verification.references.choice import reference_for
from rgcore.verification.results import verify
from rgcore.verification.run_config import run_config

__all__ = ["main"]

_REFERENCES = Path(__file__).parents[2] / "tests/reference"


def main(arguments: list[str]) -> None:
    """Find the reference for a config, or compare the results in the working folder with it."""
    step, *presets = arguments
    config = run_config([Path(preset) for preset in presets])
    if step == "find":
        reference_for(config, _REFERENCES)
        return
    results = Path(results_folder(config.get("study")))
    paths = [results / "tables" / f"{table.name}.parquet" for table in tables()]
    with threadpool_limits(1):
        verify(read_tables(paths), config, _REFERENCES, print)


if __name__ == "__main__":
    try:
        main(sys.argv[1:])
    except InputError as mistake:
        sys.exit(f"Error: {mistake}")
    except FileNotFoundError as missing:
        sys.exit(f"Error: the working folder must hold a finished run, but a table is missing: {missing}")
