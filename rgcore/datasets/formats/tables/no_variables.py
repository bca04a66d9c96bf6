"""Variables that are none: times, dates and numbers of rows, labels of samples, means and sums of the others."""

from collections.abc import Callable, Iterator, Sequence

import numpy as np

from rgcore.datasets.messages import in_yaml, listing
from rgcore.datasets.settings import DatasetSettings
from rgcore.errors import InputError
from rgcore.series import Samples, replayable
from rgcore.series.label_variables import coded_variables
from rgcore.series.monotone_variables import MonotoneVariables
from rgcore.series.suspect_variables import suspect_variables

__all__ = ["Remedy", "as_yaml_list", "without_others"]

Remedy = Callable[[str, str], str]
"""Returns what to write, from the name of a variable and a phrase on what it is."""


def without_others(
    blocks: Samples,
    names: Sequence[str],
    settings: DatasetSettings,
    where: str,
    remedy: Remedy | None = None,
) -> Samples:
    """Return blocks that end in an InputError if a variable is none, unless the config names the variables.

    That is ``variables``, or ``index``: [], by which all are. What the first block shows is refused there.

    Parameters
    ----------
    blocks : Samples
    names : sequence of str
    settings : DatasetSettings
    where : str
        Opens the message; usually the path.
    remedy : Remedy, optional
        Without, the message names the key ``exclude``.
    """
    if settings.index == () or settings.variables is not None:
        return blocks
    excluded = list(map(in_yaml, settings.exclude or ()))

    def how_to_exclude(name: str, _: str) -> str:
        return f"exclude: {as_yaml_list([*excluded, in_yaml(name)])} if it is no variable, or index: [] if it is one"

    return _refusing(blocks, names, where, remedy or how_to_exclude)


def as_yaml_list(names: Sequence[str]) -> str:
    """Return names as a list of YAML."""
    return f"[{', '.join(names)}]"


@replayable
def _refusing(blocks: Samples, names: Sequence[str], where: str, remedy: Remedy) -> Iterator[np.ndarray]:
    order = MonotoneVariables()
    for number, block in enumerate(blocks):
        if number == 0:
            _refuse_suspects(block, names, where, remedy)
        order.add(block)
        yield block
    for variable, way in order.found():
        found = f"{way} from the first sample to the last, as times, dates and numbers of rows do"
        raise _none(names[variable], found, where, remedy)


def _refuse_suspects(block: np.ndarray, names: Sequence[str], where: str, remedy: Remedy) -> None:
    for variable, found in suspect_variables(block, names):
        raise _none(names[variable], found, where, remedy)
    labels = [names[place] for place in coded_variables(block)[1]]
    if labels:
        found = "a few whole numbers, unlike the others, as codes of stimuli, states or groups do"
        raise InputError(
            f"{where} must hold variables and nothing else, but {listing(labels)} may label the samples, being "
            f"{found}: write exclude: {as_yaml_list(list(map(in_yaml, labels)))} if so, or index: [] if not"
        )


def _none(name: str, found: str, where: str, remedy: Remedy) -> InputError:
    return InputError(
        f"{where} must hold variables and nothing else, but {name} {found}: write {remedy(name, found)}"
    )
