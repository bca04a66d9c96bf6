"""Data whose truth is known, put through PCA-RG."""

import re

from rgcore.ground_truth.cases import known_cases

CASES = known_cases(config["ground_truth"]["fields"], config["ground_truth"]["spins"])


rule compare_ground_truth:
    """Draw fields or spins of known truth, put them through PCA-RG, and compare."""
    input:
        "results/kernels/phi4.txt",
        "results/kernels/pcarg.txt",
        "results/kernels/ising.txt",
    output:
        "results/ground_truth/{case}.parquet",
    wildcard_constraints:
        case="|".join(map(re.escape, CASES)),
    priority: 40
    params:
        attributes=lambda wildcards: CASES[wildcards.case],
        kept_fractions=config["ground_truth"]["kept_fractions"],
        root_seed=config["root_seed"],
    script:
        "../scripts/compare_ground_truth.py"
