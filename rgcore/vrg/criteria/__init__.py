"""The sets of the essay's figure 5 from graded criteria.

``thresholds`` declares every limit, ``memberships`` what follows from them and how near each transformation is to one.
``grades`` collects the numbers: ``rbm_distance``, ``bound``, ``flow_exponents`` and ``coupling_range``, for which
``wide_couplings`` has larger lattices where the enumerated one is too small.
"""
