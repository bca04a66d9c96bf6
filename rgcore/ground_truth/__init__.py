"""Data of known truth, put through the principal-component RG and compared with what is known of them.

``cases`` lists the data: phi^4 fields on lattices and on rotated variables, and Ising spins. ``drawn_samples`` draws
them, ``case_comparison`` makes the rows of one case for the table ``pca_ground_truth``. Names are imported from their
files.
"""
