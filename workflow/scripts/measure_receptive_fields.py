"""Measure the effective receptive field of every hidden unit of a network."""

from rgcore.learned import receptive_field_images, receptive_field_table
from rgcore.learned.schemas import RECEPTIVE_FIELD_IMAGES, RECEPTIVE_FIELDS
from rgcore.pipeline.job import job
from rgcore.rbm import load_model
from rgcore.tables.frames import write_table

with job(snakemake) as run:
    for point in run.points():
        network, place = load_model(point.input.model), point.network_place()
        fields = receptive_field_table(network, **place)
        images = receptive_field_images(network, **place)
        stamp = point.stamp()
        write_table(fields, point.output.fields, schema=RECEPTIVE_FIELDS, stamp=stamp)
        write_table(images, point.output.images, schema=RECEPTIVE_FIELD_IMAGES, stamp=stamp)
