"""Finite-size scaling: the critical point and critical exponents from several lattice sides."""

FINITE_SIZE = config["finite_size_scaling"]


rule estimate_critical_exponents:
    """Reweight the energies and magnetizations of every side, cross their Binder ratios, and read off exponents."""
    input:
        expand(
            f"{ISING}/configurations.parquet",
            side=FINITE_SIZE["sides"],
            temperature=FINITE_SIZE["temperatures"],
        ),
    output:
        estimates="results/tables/finite_size_scaling.parquet",
        curves="results/tables/finite_size_curves.parquet",
    script:
        "../scripts/estimate_critical_exponents.py"
