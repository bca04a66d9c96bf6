"""Momentum-shell RG of the phi^4 theory."""


rule integrate_landau_flow:
    """Follow (r, u) under the momentum-shell recursion from several starts per dimension."""
    output:
        "results/tables/landau_flow.parquet",
    params:
        dimensions=config["landau"]["dimensions"],
    script:
        "../scripts/integrate_landau_flow.py"


rule find_landau_fixed_points:
    """Find the fixed points of the flow, their eigenvalues, and exponents by order in 4 - d."""
    output:
        points="results/tables/landau_fixed_points.parquet",
        exponents="results/tables/landau_exponents.parquet",
    params:
        dimensions=config["landau"]["dimensions"],
        components=config["landau"]["components"],
    script:
        "../scripts/find_landau_fixed_points.py"
