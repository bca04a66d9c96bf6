"""Judge the claims of the essay from the tables of a run."""

from rgcore.claims.claims_table import claims_table, tables_of_claims
from rgcore.claims.schemas import CLAIMS
from rgcore.pipeline.job import job
from rgcore.tables.frames import read_tables, write_table

with job(snakemake) as run:
    table = claims_table(read_tables([snakemake.input[name] for name in tables_of_claims()]))
    write_table(table, snakemake.output[0], schema=CLAIMS, stamp=run.stamp())
