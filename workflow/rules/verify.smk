"""Verification: a target of its own, which is not part of a run."""


rule verify:
    """Compare every table and figure with the reference for this config; writes no result."""
    input:
        tables=tables_to_verify,
        figures=expand("results/figures/{figure}.png", figure=CATALOGUE),
    log:
        "results/logs/verify/verify.log",
    benchmark:
        "results/benchmarks/verify/verify.tsv"
    localrule: True
    params:
        config=config,
        references=str(REFERENCES),
    script:
        "../scripts/verify.py"
