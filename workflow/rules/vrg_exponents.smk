"""Approximate renormalizations as maps of couplings: fixed points and exponents."""


rule find_vrg_exponents:
    """Find the fixed point of every approximation and linearize it there."""
    output:
        "results/tables/vrg_exponents.parquet",
    params:
        approximations=config["vrg_exponents"]["approximations"],
    script:
        "../scripts/find_vrg_exponents.py"
