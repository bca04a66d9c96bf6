"""Which nulls a data set is compared with."""

from collections.abc import Mapping, Sequence

from rgcore.datasets import kind_card

__all__ = ["nulls_of"]


def nulls_of(
    dataset: str, kind: str, nulls: Mapping[str, Sequence[str] | Mapping[str, Sequence[str]]]
) -> list[str]:
    """Return the nulls of a data set: those chosen for it by name, else those of its kind.

    Parameters
    ----------
    dataset, kind : str
    nulls : mapping
        The block ``pcarg.nulls`` of the config.
    """
    own = nulls["of_dataset"]
    if dataset in own:
        return list(own[dataset])
    return list(nulls["of_returns" if kind_card(kind).returns else "of_others"])
