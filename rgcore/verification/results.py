"""Compare the results of a run with the reference for its config."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from pathlib import Path

import pandas as pd

from rgcore.arguments.objects import a_path, an_instance, function, mapping
from rgcore.arguments.scalars import whole_number
from rgcore.errors import InputError
from rgcore.pipeline.subjects import tables
from rgcore.verification.compare import compare
from rgcore.verification.parts import parts_of_run
from rgcore.verification.processor import arithmetic
from rgcore.verification.references.choice import reference_for
from rgcore.verification.references.reference_files import About, read_reference
from rgcore.verification.ways import LIMITS, Verdict, Way, way_of

__all__ = ["check_verdicts", "verdicts", "verify"]

_UNITS: dict[Way, str] = {"bits": "tolerances", "tolerance": "tolerances", "errors": "standard errors"}
_ROW = "{:<33} {:<8} {:<10} {:>6} {:>7}  {:<22} {}"


def verify(
    frames: Mapping[str, pd.DataFrame],
    config: Mapping[str, object],
    folder: Path,
    show: Callable[[str], object],
) -> None:
    """Compare every table and figure of a run with the reference for its config.

    Parameters
    ----------
    frames : mapping of str to DataFrame
        Every table of the run, by name. Figures are drawn from them.
    config : mapping
        Of the run.
    folder : Path
        Holds one folder per reference.
    show : callable
        Is given line by line what was compared and how, and how large deviations are.

    Raises
    ------
    InputError
        If no reference is for this config, a table is missing, or anything differs: one sentence on the worst
        difference.
    """
    folder = Path(a_path("folder", folder))
    _check(mapping("frames", frames), mapping("config", config), show)
    about = reference_for(config, folder)
    here = arithmetic()
    for line in _introduction(about, here, config["root_seed"]):
        show(line)
    show(_ROW.format("part", "class", "compared by", "rows", "cells", "largest deviation", "verdict"))
    found = []
    for verdict in verdicts(frames, about, folder, here=here, root_seed=config["root_seed"]):
        show(_line(verdict))
        found.append(verdict)
    show(check_verdicts(found, about))


def _check(frames: Mapping[str, object], config: Mapping[str, object], show: object) -> None:
    for table in tables():
        if table.name not in frames:
            raise InputError(f"frames must hold every table of a run, but {table.name} is missing")
        an_instance(f"frames[{table.name!r}]", frames[table.name], pd.DataFrame)
    whole_number("root_seed of config", config.get("root_seed"), least=0)
    function("show", show)


def verdicts(
    frames: Mapping[str, pd.DataFrame],
    about: About,
    folder: Path,
    *,
    here: Mapping[str, str],
    root_seed: int,
) -> Iterator[Verdict]:
    """Yield the verdict on every table and figure.

    Parameters
    ----------
    frames, folder
        As of :func:`verify`.
    about : About
        Of the reference to take.
    here : mapping of str to str
        Processor and libraries of the run.
    root_seed : int
        Of the run. The bits of a reference are those of its first seed.
    """
    reference = read_reference(folder / about.name)
    same = {"same_arithmetic": dict(here) == about.arithmetic, "same_seed": root_seed == about.seeds[0]}
    for part in parts_of_run(frames):
        yield compare(part, reference, way_of(part.repeatability.kind, **same))


def check_verdicts(found: Iterable[Verdict], about: About) -> str:
    """Return a sentence on the agreement.

    Raises
    ------
    InputError
        If anything differs: one sentence on the worst difference.
    """
    found = list(found)
    faulty = [verdict for verdict in found if verdict.faults]
    if not faulty:
        return f"All {len(found)} tables and figures agree with the reference {about.name}."
    worst = max(faulty, key=lambda verdict: verdict.faults[0].size / LIMITS[verdict.way])
    raise InputError(
        f"{len(faulty)} of {len(found)} tables and figures differ from the reference {about.name}, the worst is "
        f"{worst.part}, which {worst.faults[0].clause}"
    )


def _introduction(about: About, here: Mapping[str, str], root_seed: int) -> Iterator[str]:
    yield (
        f"Reference {about.name}: config {about.config_digest}, code {about.commit[:10]}, root seeds "
        f"{', '.join(map(str, about.seeds))}"
    )
    differing = [
        name for name in sorted({*here, *about.arithmetic}) if here.get(name) != about.arithmetic.get(name)
    ]
    if root_seed != about.seeds[0]:
        yield f"The root seed here is {root_seed}: what is random is compared within standard errors."
    if differing:
        yield (
            f"The bits are not compared, because these are not those of the reference: {', '.join(differing)}. "
            "Sums may round otherwise."
        )


def _line(verdict: Verdict) -> str:
    largest = verdict.deviations[0].size if verdict.deviations else 0.0
    size = "the same" if largest == 0 else f"{largest:.2g} {_UNITS[verdict.way]}"
    fault = f"DIFFERS: {verdict.faults[0].clause}" if verdict.faults else "agrees"
    rows, cells = verdict.n_rows, verdict.n_cells
    return _ROW.format(verdict.part, verdict.kind, verdict.way, rows, cells, size, fault)
