"""Approximate renormalizations of the Ising model as maps K -> K': iterated, their fixed points, and exponents.

Each approximation is one file of ``approximations`` that ends with a card (``flow_card``). ``block_sum`` is the exact
sum over the spins of a block, which most of them share; ``critical_point`` iterates a map and finds its fixed point,
``exponents`` linearizes it there.
"""
