"""Independent configurations per second, end to end to the packed file, beside mcising's Wolff algorithm.

Independent configurations are those delivered times min(1, 1 / (2 tau)), where tau, in configurations, is the larger
of the autocorrelation times of energy and |magnetization| of what was delivered, by one estimator for both sides.
Ours starts from nothing: planning, pilot and burn-in count, and so does writing the file. mcising starts from the
ordered lattice with a burn-in of 12 autocorrelation times, at a spacing of our choice: no time is lost on finding them.
In the first row both draw two autocorrelation times apart, where one exponential gives a configuration the weight
tanh(1) = 0.76 of an independent one; in the others ours draws as far apart as config.yaml asks.
"""

import math
import tempfile
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial
from pathlib import Path

import numpy as np
import yaml
from delivered import Delivery, effective_rates, facts
from measuring import Row, Target
from peers import Peer, peer

from rgcore.ising import SamplingSettings, begin_sampling
from rgcore.provenance import Stamp
from rgcore.tables.configurations import read_observables, write_configurations

TEMPERATURE = 2.269


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """A size. mcising's ``spacing`` is two autocorrelation times; at ``best`` it delivers most independent ones."""

    side: int
    n_samples: int
    n_rounds: int
    spacing: int
    best: int
    burn_in: int
    bound: float


CASES = (
    Case(side=40, n_samples=20_000, n_rounds=5, spacing=9, best=5, burn_in=55, bound=4),
    Case(side=256, n_samples=1000, n_rounds=2, spacing=23, best=8, burn_in=140, bound=1),
)


def rows() -> Iterator[Row]:
    """Four rows per size: both two tau apart, ours as config.yaml asks, and two that favour mcising more and more."""
    with peer("mcising") as mcising, tempfile.TemporaryDirectory() as folder:
        for case in CASES:
            samplers = {
                "ours_two_tau": partial(_draw, case.side, Path(folder), effective_fraction=math.tanh(1)),
                "ours": partial(_draw, case.side, Path(folder)),
            }
            if mcising is not None:
                samplers["theirs"] = partial(_ask, mcising, case, case.spacing, folder)
                samplers["best"] = partial(_ask, mcising, case, case.best, folder)
            deliveries = _in_turn(case, samplers)
            yield from _compared(case, deliveries, mcising.name if mcising else "mcising")


def _in_turn(case: Case, samplers: dict[str, Callable[..., Delivery]]) -> dict[str, list[Delivery]]:
    """Let all draw, one after the other, round by round; a short first round does not count."""
    for draw in samplers.values():
        draw(n_samples=200, seed=0)
    rounds = [
        [draw(n_samples=case.n_samples, seed=seed) for draw in samplers.values()]
        for seed in range(1, case.n_rounds + 1)
    ]
    return dict(zip(samplers, map(list, zip(*rounds, strict=True)), strict=True))


def _compared(case: Case, deliveries: dict[str, list[Delivery]], name: str) -> Iterator[Row]:
    """Yield the rows of a size."""
    told = {key: facts(each, case.side, TEMPERATURE) for key, each in deliveries.items()}
    title = f"independent {case.side} x {case.side} configurations"
    pairs = {
        f"{title}, 2 tau apart": ("ours_two_tau", "theirs", "file"),
        f"{title}, as configured": ("ours", "theirs", "file"),
        "  the same, mcising without its file": ("ours", "theirs", "memory"),
        "  the same, and at its best spacing": ("ours", "best", "memory"),
    }
    for row_name, (mine, key, included) in pairs.items():
        ours = effective_rates(deliveries[mine], "file")
        other = effective_rates(deliveries[key], included) if key in deliveries else ()
        target = Target(bound=case.bound) if included == "file" else None
        yield Row(
            name=row_name,
            unit="/s",
            ours=ours,
            other=other,
            other_name=name,
            target=target,
            details=told,
        )


def _draw(side: int, folder: Path, *, n_samples: int, seed: int, **changes: float) -> Delivery:
    """Draw as the rule sample_ising does with config.yaml, but for the number, the sampler and ``changes``."""
    given = yaml.safe_load(Path("config.yaml").read_text())["ising"]
    given.update(n_samples=n_samples, algorithm="automatic", **changes)
    settings = SamplingSettings(**{name: given[name] for name in SamplingSettings.model_fields})
    rng, path = np.random.default_rng(seed), folder / "configurations.parquet"
    started = time.perf_counter()
    drawing = begin_sampling(side, TEMPERATURE, settings, rng=rng)
    begun = time.perf_counter()
    write_configurations(drawing.batches(rng=rng), path, stamp=lambda: Stamp(measured=drawing.parameters()))
    ended = time.perf_counter()
    energy, magnetization, parameters = read_observables(path)
    n_chains = parameters["n_chains"]
    whole = len(energy) // n_chains * n_chains  # the last record may be ragged
    return Delivery(
        seconds={"begin": begun - started, "file": ended - started},
        energy=energy[:whole].reshape(-1, n_chains),
        magnetization=magnetization[:whole].reshape(-1, n_chains),
        parameters=parameters,
    )


def _ask(mcising: Peer, case: Case, spacing: int, folder: str, *, n_samples: int, seed: int) -> Delivery:
    """Let mcising draw and save, ``spacing`` clusters apart."""
    seconds = mcising.ask(
        side=case.side,
        temperature=TEMPERATURE,
        n_samples=n_samples,
        spacing=spacing,
        burn_in=case.burn_in,
        seed=seed,
        folder=folder,
    )
    energy, magnetization = (np.load(f"{folder}/{name}.npy")[:, None] for name in ("energy", "magnetization"))
    return Delivery(
        seconds=seconds,
        energy=case.side**2 * energy,
        magnetization=case.side**2 * magnetization,
        parameters={"spacing": spacing},
    )
