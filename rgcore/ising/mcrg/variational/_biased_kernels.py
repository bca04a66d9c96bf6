"""Compiled single spin flips with a bias on block spins. They check nothing; sampling.py checks everything."""

import numpy as np

from rgcore.compiling import njit

__all__ = ["biased_sweeps"]


@njit
def _growth_of_bias(values, top, biased):
    """Return how much V = sum_a J_a S_a grows if block spin ``top`` of the last lattice is flipped."""
    products, of_top, bias, _ = biased
    growth = 0.0
    for place in of_top[top]:
        if place < 0:
            break
        product = 1
        for unit in products[place]:
            if unit >= 0:
                product *= values[unit]
        growth -= 2 * bias[place] * product
    return growth


@njit
def _cost_of_flip(state, site, model, biased):
    """Return the change of H + V if a spin is flipped; V changes if block spins up to the last lattice flip with it."""
    values, sums = state
    parents, weights, first_top, bonds, coupling = model
    field = 0
    for other in bonds[site]:
        field += values[other]
    cost = 2.0 * coupling * values[site] * field
    unit, parent = site, parents[site]
    while parent >= 0:
        if (sums[parent] - 2 * weights[unit] * values[unit] > 0) == (values[parent] > 0):
            return cost
        unit, parent = parent, parents[parent]
    return cost + _growth_of_bias(values, unit - first_top, biased)


@njit
def _flip(state, site, parents, weights):
    """Flip a spin, and every block spin whose sum changes its sign by that, in place."""
    values, sums = state
    unit = site
    while True:
        values[unit] = -values[unit]
        parent = parents[unit]
        if parent < 0:
            return
        sums[parent] += 2 * weights[unit] * values[unit]
        if (sums[parent] > 0) == (values[parent] > 0):
            return
        unit = parent


@njit
def biased_sweeps(state, model, biased, records, rng):
    """Advance values (n_units,) int8 and sums in place by a sweep per row of records, (n, n_operators + 1) float64.

    A sweep is n_sites proposals at random sites, accepted with the Metropolis probability of exp(-H - V). Records are
    S_a of the last lattice, and of the spins the sum over bonds.
    """
    values = state[0]
    parents, weights, _, bonds, _ = model
    products, _, _, operators = biased
    n_sites = len(bonds)
    for row in range(len(records)):
        for _ in range(n_sites):
            site = rng.integers(0, n_sites)
            cost = _cost_of_flip(state, site, model, biased)
            if cost <= 0 or rng.random() < np.exp(-cost):
                _flip(state, site, parents, weights)
        records[row] = 0.0
        for place in range(len(products)):
            product = 1
            for unit in products[place]:
                if unit >= 0:
                    product *= values[unit]
            records[row, operators[place]] += product
        for site in range(n_sites):
            for other in bonds[site]:
                records[row, -1] += 0.5 * values[site] * values[other]
