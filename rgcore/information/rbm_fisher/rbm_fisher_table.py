"""The table of the Fisher metric of networks: enumerated small ones, and first layers of a run."""

from collections.abc import Iterable, Sequence
from dataclasses import astuple, fields

import numpy as np
import pandas as pd

from rgcore.arguments.objects import an_instance
from rgcore.information.rbm_fisher.exact_networks import exact_stiffness
from rgcore.information.rbm_fisher.sampled_networks import N_PAIRS, TrainedLayer, sampled_stiffness
from rgcore.information.rbm_fisher.settings import RbmFisherSettings
from rgcore.information.rbm_fisher.stiffness import StiffCount, Stiffness
from rgcore.rng import stream

__all__ = ["rbm_fisher_table"]

_NAMES = tuple(field.name for field in fields(Stiffness))


def rbm_fisher_table(
    settings: RbmFisherSettings, layers: Iterable[TrainedLayer], *, root_seed: int
) -> pd.DataFrame:
    """Return the table ``rbm_fisher``.

    Parameters
    ----------
    settings : RbmFisherSettings
    layers : iterable of TrainedLayer
        First layers of a run; those of one temperature are replicas.
    root_seed : int
        Every temperature and replica has random numbers of its own: another temperature changes no other row.

    Raises
    ------
    InputError
        If ``settings`` are no ``RbmFisherSettings``.
    """
    an_instance("settings", settings, RbmFisherSettings)
    rows = [
        row for each in settings.exact.temperatures for row in _exact_rows(settings, float(each), root_seed)
    ]
    rows += _sampled_rows(settings, layers, root_seed)
    return pd.DataFrame(rows).assign(stiff_share=settings.stiff_share, n_directions=settings.n_directions)


def _exact_rows(settings: RbmFisherSettings, temperature: float, root_seed: int) -> list[dict[str, object]]:
    exact, groups = settings.exact, {}
    n_visible = exact.side**2
    rng = stream(root_seed, purpose="rbm_fisher_enumerated", temperature=temperature)
    count = StiffCount(settings.stiff_share, settings.n_directions, rng.permutation(n_visible))
    for source, divergence, stiffness in exact_stiffness(exact, temperature, count, rng=rng):
        groups.setdefault(source, []).append((divergence, stiffness))
    rows = []
    for source, runs in groups.items():
        divergences, found = zip(*runs, strict=True)
        place = _place("enumerated", source, temperature, (n_visible, exact.n_hidden))
        of_runs = {"n_runs": len(runs), "n_samples": 0, "divergence": float(np.mean(divergences))}
        rows.append(place | of_runs | _with_errors(found))
    return rows


def _sampled_rows(
    settings: RbmFisherSettings, layers: Iterable[TrainedLayer], root_seed: int
) -> list[dict[str, object]]:
    groups = {}
    for layer in layers:
        shape = (layer.rbm.n_visible, layer.rbm.n_hidden)
        place = {"temperature": layer.temperature, "replica": layer.replica}
        rng = stream(root_seed, purpose="rbm_fisher", **place)
        count = StiffCount(settings.stiff_share, settings.n_directions, rng.permutation(shape[0]))
        pairs = sampled_stiffness(layer, settings.sampled, count, rng=rng)
        groups.setdefault((layer.temperature, shape), []).append(pairs)
    n_samples = 2 * N_PAIRS * settings.sampled.n_samples
    rows = []
    for place, runs in groups.items():
        of_runs = {"n_runs": len(runs), "n_samples": n_samples, "divergence": np.nan}
        found = runs[0] if len(runs) == 1 else [_mean(pairs) for pairs in runs]
        rows.append(_place("first_layer", "ising", *place) | of_runs | _with_errors(found))
    return rows


def _place(kind: str, source: str, temperature: float, shape: tuple[int, int]) -> dict[str, object]:
    n_visible, n_hidden = shape
    return {
        "kind": kind,
        "source": source,
        "temperature": temperature,
        "n_visible": n_visible,
        "n_hidden": n_hidden,
        "n_parameters": n_visible * n_hidden + n_visible + n_hidden,
    }


def _mean(pairs: Sequence[Stiffness]) -> Stiffness:
    return Stiffness(**dict(zip(_NAMES, np.mean([astuple(each) for each in pairs], axis=0), strict=True)))


def _with_errors(found: Sequence[Stiffness]) -> dict[str, float]:
    """Return means and standard errors over training runs, or over pairs of halves of one."""
    values = np.array([astuple(each) for each in found])
    means, errors = values.mean(axis=0), values.std(axis=0, ddof=1) / np.sqrt(len(found))
    return dict(zip(_NAMES, means, strict=True)) | {
        f"{name}_err": error for name, error in zip(_NAMES, errors, strict=True)
    }
