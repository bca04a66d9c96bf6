"""The size of every control at one temperature, of one replica."""

import numpy as np
import pandas as pd

from rgcore.cards import load_cards
from rgcore.ising.copies.two_point_function import (
    connected_length,
    second_moment_length,
    two_point_function,
)
from rgcore.ising.settings import SamplingSettings
from rgcore.lattice.square import lattice_images
from rgcore.learned.block_study.study_data import study_data
from rgcore.learned.field_size import measure_field
from rgcore.learned.size_controls.control_card import ControlCase
from rgcore.learned.size_controls.control_points import ControlPoint
from rgcore.learned.size_controls.fast_ica import independent_components
from rgcore.rbm.settings import TrainingSettings
from rgcore.rng import stream

__all__ = ["control_case", "control_rows", "sizes_of_fields"]


def control_case(
    point: ControlPoint,
    sizes: tuple[int, int],
    sampling: SamplingSettings,
    training: TrainingSettings,
    *,
    n_iterations: int,
    root_seed: int,
) -> ControlCase:
    """Return what the controls of a point are made from: the configurations that the study trains networks on.

    Parameters
    ----------
    point : ControlPoint
    sizes : (n_samples, n_held_out)
        Of the study; held-out configurations are drawn, so that the others are the same.
    sampling : SamplingSettings
    training : TrainingSettings
        Of the networks that the controls are compared with.
    n_iterations : int
        Of independent components, at most.
    root_seed : int
    """
    place = point.condition
    data = study_data(place, *sizes, sampling, root_seed=root_seed)
    n_components = min(place.n_hidden, place.side**2)
    rng = stream(root_seed, purpose="size_controls_components", **place.identity)
    components = independent_components(data.training, n_components, n_iterations=n_iterations, rng=rng)
    return ControlCase(
        spins=data.training.reshape(-1, place.side, place.side),
        temperature=float(place.temperature),
        n_hidden=place.n_hidden,
        training=training,
        components=components,
    )


def control_rows(point: ControlPoint, case: ControlCase, *, root_seed: int) -> pd.DataFrame:
    """Return the sizes of all controls of a point.

    Returns
    -------
    DataFrame
        A row per control, with the columns of the schema ``CONTROL_SIZES``.
    """
    place, two_point = point.condition, two_point_function(case.spins)
    identity = {**place.identity, "purpose": "size_controls"}
    rows = [
        {
            "control": name,
            "converged": float(case.components.converged) if card.of_components else float("nan"),
            **sizes_of_fields(card.fields(case, rng=stream(root_seed, control=name, **identity))),
        }
        for name, card in load_cards("rgcore.learned.size_controls.controls").items()
        if point.trains or not card.trains
    ]
    return pd.DataFrame(rows).assign(
        design=place.design,
        side=place.side,
        temperature=float(place.temperature),
        n_hidden=place.n_hidden,
        l1=place.l1,
        fields=place.fields,
        algorithm=place.algorithm,
        start=place.start,
        replica=place.replica,
        correlation_length=second_moment_length(two_point),
        correlation_length_connected=connected_length(two_point),
    )


def sizes_of_fields(fields: np.ndarray) -> dict[str, float | int]:
    """Return the typical size of fields (side**2, n_fields).

    Returns
    -------
    dict
        ``n_fields``; ``localized_fraction``; ``fwhm`` and ``participation_ratio``, medians over the localized fields
        as in :func:`rgcore.learned.block_study.blobs.blobs_of_layer`, NaN without one; ``fwhm_of_all``, the median over
        all fields that fall to half their maximum within half the side.
    """
    measured = pd.DataFrame([measure_field(image) for image in lattice_images(fields)])
    localized = measured[measured["localized"]]
    return {
        "n_fields": len(measured),
        "localized_fraction": float(measured["localized"].mean()),
        "fwhm": float(localized["fwhm"].median()),
        "fwhm_of_all": float(measured["fwhm"].median()),
        "participation_ratio": float(localized["participation_ratio"].median()),
    }
