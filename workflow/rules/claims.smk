"""The claims of the essay, judged from the tables of the run."""


rule collect_claims:
    """Judge every claim, open question and slip of the essay from the tables of this run."""
    input:
        **{
            table: f"results/tables/{table}.parquet"
            for table in TABLES
            if table != "claims"
        },
    output:
        "results/tables/claims.parquet",
    localrule: True
    script:
        "../scripts/collect_claims.py"
