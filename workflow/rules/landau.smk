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
    """Find the fixed points of the flow and their eigenvalues."""
    output:
        "results/tables/landau_fixed_points.parquet",
    params:
        dimensions=config["landau"]["dimensions"],
    script:
        "../scripts/find_landau_fixed_points.py"
