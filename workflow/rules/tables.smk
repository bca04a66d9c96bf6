"""Tables that are joined from parts, one part per job of a fan-out."""

PARTS = {
    table.name: expand(
        list(table.parts),
        side=SIDE,
        temperature=TEMPERATURES,
        replica=REPLICAS,
        dataset=COARSE_GRAINED if table.name in COARSE_GRAINING_TABLES else DATASETS,
        case=CASES,
        condition=CONDITIONS,
        flow_network=FLOW_NETWORKS,
        map_replica=MAP_REPLICAS,
        ring=RING_CONDITIONS,
        switch=SWITCHES,
    )
    for table in tables()
    if table.parts
}
TABLES = [table.name for table in tables()]


rule join_parts:
    """Join the parts of a table, rows sorted by the columns that name them."""
    input:
        lambda wildcards: PARTS[wildcards.table],
    output:
        "results/tables/{table}.parquet",
    wildcard_constraints:
        table="|".join(PARTS),
    localrule: True  # less than a second, where a job on a cluster costs several beside its work
    params:
        joins=True,
    script:
        "../scripts/join_parts.py"
