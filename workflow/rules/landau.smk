"""Momentum-shell RG of the phi^4 theory."""


rule integrate_landau_flow:
    """Follow (r, u) under the momentum-shell recursion from several starts per dimension."""
    output:
        "results/tables/landau_flow.parquet",
    log:
        "results/logs/integrate_landau_flow.log",
    benchmark:
        "results/benchmarks/integrate_landau_flow.tsv"
    threads: 1
    resources:
        mem_mb=1000,
        runtime=10,
    params:
        code=lambda _: code_of("integrate_landau_flow"),
        dimensions=config["landau"]["dimensions"],
    script:
        "../scripts/integrate_landau_flow.py"


rule find_landau_fixed_points:
    """Find the fixed points of the flow and their eigenvalues."""
    output:
        "results/tables/landau_fixed_points.parquet",
    log:
        "results/logs/find_landau_fixed_points.log",
    benchmark:
        "results/benchmarks/find_landau_fixed_points.tsv"
    threads: 1
    resources:
        mem_mb=1000,
        runtime=10,
    params:
        code=lambda _: code_of("find_landau_fixed_points"),
        dimensions=config["landau"]["dimensions"],
    script:
        "../scripts/find_landau_fixed_points.py"
