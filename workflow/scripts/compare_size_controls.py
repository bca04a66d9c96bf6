"""Compare the sizes of controls with those of trained networks."""

import pandas as pd

from rgcore.learned.size_controls.comparison import compare_with_networks
from rgcore.learned.size_controls.schemas import BLOCK_SIZE_CONTROLS
from rgcore.pipeline.job import job
from rgcore.tables.frames import read_table, write_table

with job(snakemake) as run:
    controls = pd.concat([read_table(path) for path in snakemake.input.parts], ignore_index=True)
    table = compare_with_networks(controls, read_table(snakemake.input.study))
    write_table(table, snakemake.output[0], schema=BLOCK_SIZE_CONTROLS, stamp=run.stamp())
