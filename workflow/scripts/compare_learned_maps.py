"""Compare the exponents of maps over replicas with the exact ones and with one another."""

from rgcore.learned.maps.map_tests import map_tests
from rgcore.learned.maps.schemas import LEARNED_MAP_TESTS
from rgcore.pipeline.job import job
from rgcore.tables.frames import read_table, write_table

with job(snakemake) as run:
    table = map_tests(read_table(snakemake.input[0]), run.params.reference)
    write_table(table, snakemake.output[0], schema=LEARNED_MAP_TESTS, stamp=run.stamp())
