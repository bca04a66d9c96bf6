"""Variables that rise or fall throughout, as times, dates and numbers of rows do, are refused."""

from collections.abc import Callable, Iterator, Sequence

import numpy as np

from rgcore.datasets.messages import in_yaml
from rgcore.datasets.settings import DatasetSettings
from rgcore.errors import InputError
from rgcore.series import Samples, replayable
from rgcore.series.monotone_variables import MonotoneVariables

__all__ = ["refuse_ordered", "without_ordered"]


@replayable
def refuse_ordered(
    blocks: Samples, names: Sequence[str], where: str, remedy: Callable[[str], str]
) -> Iterator[np.ndarray]:
    """Yield the blocks, and raise InputError at their end if a variable is in order.

    Parameters
    ----------
    blocks : Samples
    names : sequence of str
    where : str
        Opens the message; usually the path.
    remedy : function of name
        Returns what to write.
    """
    order = MonotoneVariables()
    for block in blocks:
        order.add(block)
        yield block
    for variable, way in order.found():
        raise InputError(
            f"{where} must hold variables and nothing else, but {names[variable]} {way} from the first sample to the "
            f"last, as times, dates and numbers of rows do: write {remedy(names[variable])}"
        )


def without_ordered(blocks: Samples, names: Sequence[str], settings: DatasetSettings, where: str) -> Samples:
    """Return blocks that end in an InputError if a variable is in order, unless the config names the variables.

    That is ``variables``, or ``index``: [], by which all are. The message names the key ``exclude``.
    """
    if settings.index == () or settings.variables is not None:
        return blocks
    others = list(map(in_yaml, settings.exclude or ()))
    return refuse_ordered(
        blocks,
        names,
        where,
        lambda name: (
            f"exclude: [{', '.join([*others, in_yaml(name)])}] if it is no variable, or index: [] if it is one"
        ),
    )
