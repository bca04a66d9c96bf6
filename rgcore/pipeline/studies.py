"""Studies: the results of a config that names its study stand apart from those of others, in ``results/<study>``.

Rules name their files below ``results``; Snakemake's own replacement of prefixes, made for modules, moves all of them.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import PurePath

from rgcore.errors import InputError

__all__ = ["check_study", "in_study", "put_apart", "results_folder"]

_RESULTS = "results/"


def results_folder(study: str | None) -> str:
    """Return the folder with the results of a study, such as "results/mine"; "results" without a name."""
    return f"{_RESULTS}{study}" if study else _RESULTS.rstrip("/")


def in_study(path: str, study: str | None) -> str:
    """Return where a file below ``results`` stands in a study; other paths, and those in it, stay as they are."""
    folder = f"{results_folder(study)}/"
    below = path.startswith(_RESULTS) and not path.startswith(folder)
    return folder + path.removeprefix(_RESULTS) if below else path


def put_apart(workflow: object, study: str | None) -> None:
    """Let the rules that follow read and write below the folder of a study."""
    if not study:
        return
    from snakemake.path_modifier import PathModifier  # noqa: PLC0415 - Snakemake is there where there are rules

    moved = {_RESULTS: f"{results_folder(study)}/"}
    workflow.modifier.path_modifier = PathModifier(moved, None, workflow)


def check_study(config: Mapping[str, object], rules: Iterable) -> None:
    """Refuse a study of a config that could be mixed up with results of runs without one.

    Raises
    ------
    InputError
        If every run has a folder of that name, or if an input is a file below ``results``, which would be looked for
        in the study.
    """
    study = config.get("study")
    if not study:
        return
    for key, value in _texts(config, "config"):
        if value.startswith(_RESULTS):
            raise InputError(
                f"{key} must not be looked for in the results of study {study}, but is {value}: write ./{value}"
            )
    prefix = f"{results_folder(study)}/"
    files = {str(file) for rule in rules for file in rule.output}
    folders = {PurePath(file.removeprefix(prefix)).parts[0] for file in files if file.startswith(prefix)}
    if study in folders | {"stamps", "logs", "benchmarks", "checkpoints", "account"}:
        raise InputError(
            f"config: study must be a name of its own, but every run has a folder results/{study}: write another one"
        )


def _texts(value: object, key: str) -> Iterator[tuple[str, str]]:
    """Yield all texts among the values of a config, with their dotted keys."""
    if isinstance(value, Mapping):
        for name, part in value.items():
            yield from _texts(part, f"{key}.{name}")
    elif isinstance(value, str):
        yield key, value
    elif isinstance(value, Sequence):
        for part in value:
            yield from _texts(part, key)
