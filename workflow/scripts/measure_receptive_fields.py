"""Measure and draw out the effective receptive field of every hidden unit of a network."""

from rgcore.rbm import from_arrays, receptive_field_images, receptive_field_table
from rgcore.tables.arrays import read_arrays
from rgcore.tables.frames import write_table
from rgcore.tables.schemas.rbm import RECEPTIVE_FIELD_IMAGES, RECEPTIVE_FIELDS
from rgcore.workflow.job import job

with job(snakemake) as run:
    network = from_arrays(read_arrays(snakemake.input[0]))
    place = {
        "temperature": float(snakemake.wildcards.temperature),
        "replica": int(snakemake.wildcards.replica),
    }
    fields = receptive_field_table(network, **place)
    images = receptive_field_images(network, **place)
    stamp = run.stamp()
    write_table(fields, snakemake.output.fields, schema=RECEPTIVE_FIELDS, stamp=stamp)
    write_table(images, snakemake.output.images, schema=RECEPTIVE_FIELD_IMAGES, stamp=stamp)
