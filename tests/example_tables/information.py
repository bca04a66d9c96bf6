"""Small tables of Fisher information of the right shape."""

from itertools import product

import pandas as pd

DIRECTIONS = {
    ("field", 1): 0.0,
    ("isotropic", 1): 0.0,
    ("isotropic", 2): -6.0,
    ("axes", 1): -2.0,
    ("diagonals", 1): -2.0,
    ("chiral", 1): -6.0,
}


def fisher_spectra(ratios):
    nothing = float("nan")
    rows = []
    models = ("ising_enumerated", "ising_resampled")
    for model, ratio, level, ((direction, rank), slope) in product(
        models, ratios, range(4), DIRECTIONS.items()
    ):
        sampled, scale = model == "ising_resampled", 2 ** (level / 2)
        error = 0.01 * scale**slope if sampled else 0.0
        predicted = slope if sampled and ratio == 1 else nothing
        fit = (slope - 0.1, 0.2, 3, predicted) if sampled else (nothing, nothing, 0, nothing)
        place = (model, ratio, direction, rank, level, scale, 64 // 2**level)
        rows.append((*place, scale**slope, error, sampled or level < 2, *fit))
    for rank, level in product(range(1, 8), (1, 4)):
        slope = 5.0 - 2 * rank
        rows.append(
            (
                "hopping",
                0.0,
                "all",
                rank,
                level,
                level**0.5,
                7,
                level ** (slope / 2),
                0.0,
                True,
                slope,
                0.0,
                4,
                slope,
            )
        )
    for rank, level in product(range(1, 5), (1, 2)):
        place = ("exponentials", 0.0, "all", rank, level, level**0.5, 0)
        rows.append((*place, 10.0 ** (-rank * level), 0.0, True, nothing, nothing, 0, nothing))
    names = (
        "model relative_temperature direction rank level scale n_observed eigenvalue eigenvalue_err resolved exponent "
        "exponent_err last_level predicted_exponent"
    )
    return pd.DataFrame(rows, columns=names.split())


def sloppy_alpha():
    nothing = float("nan")
    names = (
        "source name scaling n_eigenvalues decades_per_mode uniform_in_log alpha alpha_err alpha_least alpha_largest "
        "alpha_distance first_rank last_rank has_exponent alpha_of_half alpha_of_all fixed_point_coupling "
        "growth_quartic growth_sextic"
    )
    rows = [
        (
            "model",
            "exponentials",
            "none",
            24,
            1.1,
            0.06,
            0.05,
            0.0,
            nothing,
            nothing,
            0.1,
            4,
            16,
            False,
            0.06,
            0.07,
            0.21,
            1.93,
            2.86,
        ),
        (
            "data",
            "neural_like",
            "correlation",
            40,
            0.1,
            0.2,
            1.5,
            0.1,
            1.2,
            1.9,
            0.03,
            2,
            40,
            True,
            1.4,
            1.6,
            0.04,
            0.4,
            -0.2,
        ),
    ]
    return pd.DataFrame(rows, columns=names.split())


def rbm_fisher(temperatures):
    """Give numbers of stiff directions that grow with temperature, and shares of K below those of its null."""
    kinds = {"enumerated": (16, 4, 84, 3, 0, 0.1), "first_layer": (400, 100, 40500, 1, 2400, float("nan"))}
    rows = []
    for kind, source, t in product(kinds, ("ising", "shuffled_weights"), temperatures):
        sampled, number = kind == "first_layer", 2.0 * t**2
        if sampled and source != "ising":
            continue
        n_stiff = float("nan") if sampled else 10.0 * t
        measured = (100 / t, 300.0, number, number * (0.7 if sampled else 1.0), n_stiff, 0.6, 0.9, 0.8)
        with_errors = (x for value in measured for x in (value, 0.02 * value))
        rows.append((kind, source, t, *kinds[kind], *with_errors, 0.01, 5))
    places = "kind source temperature n_visible n_hidden n_parameters n_runs n_samples divergence"
    names = "largest trace participation participation_uncorrected n_stiff share_coupling share_field "
    names += "share_shuffled"
    columns = [column for name in names.split() for column in (name, f"{name}_err")]
    return pd.DataFrame(rows, columns=[*places.split(), *columns, "stiff_share", "n_directions"])


def intensive_embedding(temperatures):
    rows = [
        ("ising", 0, 0, 1 / k, h, k, h, 0.0, float("nan"), 0.0, 0.0, k, 0.1 * k * k, h, 0.1 * h, 2, 2)
        for k, h in product((0.2, 0.4, 0.6), (0.0, 0.1))
    ]
    for n_hidden, replica, t in product((1, 4), (0, 1), temperatures):
        off = 0.3 / n_hidden**2 / (1 + (t - 2.5) ** 2) + 0.01 * replica
        place = ("rbm", n_hidden, replica, t, 0.0, 0.9 / t, 1e-6, off, 1.1 * off, 2 * off, 0.01)
        rows.append((*place, 0.9 / t, 0.2 / t, 0.01, 0.02, 2, 2))
    names = (
        "kind n_hidden replica temperature field nearest_coupling nearest_field distance distance_to_target outside "
        "misfit space_coupling time_coupling space_field time_field n_spacelike n_timelike"
    )
    return pd.DataFrame(rows, columns=names.split())
