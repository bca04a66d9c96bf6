"""Compiled dynamics of interacting cells. They check nothing; their callers check everything."""

import numpy as np

from rgcore.compiling import njit

__all__ = ["run_branching", "run_contact_process", "run_glauber"]


@njit
def run_contact_process(active, rates, interval, records, rng):
    """Advance a ring active (n_sites,) uint8 in place and write it to records (n_records, n_sites) every interval.

    An active site dies at rate 1 and activates each of its two neighbours at rate rates[0] / 2. The empty ring is
    given one active site, anywhere, at rate rates[1].
    """
    creation, seed_rate = rates
    n_sites, n_active = len(active), 0
    sites = np.empty(n_sites, np.int64)  # those that are active, in any order
    for site in range(n_sites):
        if active[site]:
            sites[n_active] = site
            n_active += 1
    time = 0.0
    for number in range(len(records)):
        end = (number + 1) * interval
        while True:
            rate = n_active * (1.0 + creation) if n_active else seed_rate
            wait = -np.log(1.0 - rng.random()) / rate if rate > 0 else np.inf
            if time + wait >= end:
                time = end  # waiting times have no memory
                break
            time += wait
            if n_active == 0:
                site = rng.integers(0, n_sites)
            else:
                place = rng.integers(0, n_active)
                site = sites[place]
                if rng.random() * (1.0 + creation) < 1.0:
                    n_active -= 1
                    sites[place] = sites[n_active]
                    active[site] = 0
                    continue
                site = (site + (1 if rng.random() < 0.5 else n_sites - 1)) % n_sites
            if not active[site]:
                active[site] = 1
                sites[n_active] = site
                n_active += 1
        records[number] = active


@njit
def run_glauber(spins, up, records, rng):
    """Advance spins (side, side) int8 by sweeps of side^2 random sites; write spins > 0 to records (n, side, side).

    A spin is drawn given its neighbours: +1 with probability up[(sum of the four) + 4].
    """
    side = spins.shape[0]
    for number in range(len(records)):
        for _ in range(side * side):
            i, j = rng.integers(0, side), rng.integers(0, side)
            field = spins[i - 1, j] + spins[(i + 1) % side, j] + spins[i, j - 1] + spins[i, (j + 1) % side]
            spins[i, j] = 1 if rng.random() < up[field + 4] else -1
        for i in range(side):
            for j in range(side):
                records[number, i, j] = spins[i, j] > 0


@njit
def run_branching(targets, probabilities, active, records, rng):
    """Advance a network active (n_cells,) uint8 in place by one step per row of records (n_records, n_cells).

    A cell that is active activates each of its targets (n_cells, n_targets) in the next step with probabilities[0]. If
    none is active then, one cell, any of them, is with probabilities[1].
    """
    probability, seed_probability = probabilities
    n_cells, n_targets = targets.shape
    for number in range(len(records)):
        new, n_active = records[number], 0
        new[:] = 0
        for cell in range(n_cells):
            if active[cell]:
                for k in range(n_targets):
                    if rng.random() < probability and not new[targets[cell, k]]:
                        new[targets[cell, k]] = 1
                        n_active += 1
        if n_active == 0 and rng.random() < seed_probability:
            new[rng.integers(0, n_cells)] = 1
        active[:] = new
