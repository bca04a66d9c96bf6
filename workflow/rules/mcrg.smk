"""Monte Carlo renormalization group: what a good transformation achieves, measured on the critical lattice."""

MCRG_ISING = expand(
    ISING, side=config["mcrg"]["side"], temperature=config["mcrg"]["temperature"]
)[0]


rule estimate_mcrg_exponents:
    """Block configurations by majority rule and read y_t and y_h off the linearized transformation."""
    input:
        f"{MCRG_ISING}/configurations.parquet",
    output:
        "results/tables/mcrg.parquet",
    params:
        root_seed=config["root_seed"],
        side=config["mcrg"]["side"],
        temperature=config["mcrg"]["temperature"],
        n_blockings=config["mcrg"]["n_blockings"],
    script:
        "../scripts/estimate_mcrg_exponents.py"
