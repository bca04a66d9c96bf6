"""Data whose truth is known, put through PCA-RG."""

from rgcore.ground_truth.cases import known_cases

CASES = known_cases(config["ground_truth"]["fields"], config["ground_truth"]["spins"])


for bundle in BUNDLES.of(
    "compare_ground_truth",
    [{"case": case} for case in CASES],
    input={},
    output={"comparison": "results/ground_truth/{case}.parquet"},
    params=lambda point: {"attributes": CASES[point["case"]]},
):

    rule:
        """Draw fields or spins of known truth, put them through PCA-RG, and compare."""
        name:
            bundle.name
        input:
            phi4="results/kernels/phi4.txt",
            pcarg="results/kernels/pcarg.txt",
            ising="results/kernels/ising.txt",
        output:
            **bundle.output,
        priority: 40
        params:
            kept_fractions=config["ground_truth"]["kept_fractions"],
            root_seed=config["root_seed"],
        script:
            "../scripts/compare_ground_truth.py"
