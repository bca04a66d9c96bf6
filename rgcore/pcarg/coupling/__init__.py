"""The couplings: of data, at every cutoff, and as the recursion and its fixed points give them.

``vertices`` reads a cubic and a quartic vertex together. ``quartic_coupling`` takes the latter alone from kurtosis and
covariance, ``running_coupling`` and ``coupling_table`` do so at every cutoff; ``mode_recursion`` integrates modes out
one at a time, ``coupling_flow`` is its limit of many modes, with ``coupling_fixed_points`` and ``flow_diagram``.
"""
