"""What training makes stiff: the Fisher metric of RBMs, and the share of Ising's own directions in its stiff ones.

``scores`` has d ln P(v)/d theta and its Gram matrix, ``stiffness`` the spectrum and the shares, of all states or of two
halves of a sample, ``exact_networks`` the networks that are trained and measured by enumeration, ``sampled_networks``
those of a run, and ``rbm_fisher_table`` the table.
"""
