"""Exact results that samples are compared with; J = k_B = 1, good to 1e-10 for couplings up to 2 (T >= 0.5).

Of the finite torus: ``kaufman`` (partition function, energy, specific heat) and ``density_of_states``. Of the infinite
lattice: ``critical_point``, ``onsager`` (energy, specific heat), ``spontaneous_magnetization`` (Yang) and
``correlation_length``. ``exact_curves`` is the table ``ising_exact``.
"""
