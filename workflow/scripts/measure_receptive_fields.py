"""Measure the effective receptive field of every hidden unit of a network."""

from rgcore.learned import receptive_field_images, receptive_field_table
from rgcore.learned.schemas import RECEPTIVE_FIELD_IMAGES, RECEPTIVE_FIELDS
from rgcore.pipeline.job import job
from rgcore.rbm import load_model
from rgcore.tables.frames import write_table

with job(snakemake) as run:
    network, place = load_model(snakemake.input[0]), run.network_place()
    fields = receptive_field_table(network, **place)
    images = receptive_field_images(network, **place)
    stamp = run.stamp()
    write_table(fields, snakemake.output.fields, schema=RECEPTIVE_FIELDS, stamp=stamp)
    write_table(images, snakemake.output.images, schema=RECEPTIVE_FIELD_IMAGES, stamp=stamp)
