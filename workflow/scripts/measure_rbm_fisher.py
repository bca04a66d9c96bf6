"""Measure the Fisher metric of trained networks: small ones by enumeration, the first layers of the run by sampling."""

from rgcore.information.rbm_fisher.rbm_fisher_table import rbm_fisher_table
from rgcore.information.rbm_fisher.sampled_networks import read_layers
from rgcore.information.rbm_fisher.schemas import RBM_FISHER
from rgcore.information.rbm_fisher.settings import RbmFisherSettings
from rgcore.pipeline.job import job
from rgcore.tables.frames import write_table

with job(snakemake) as run:
    given, read = run.params, snakemake.input
    layers = read_layers(read.models, read.configurations, given.places, given.n_held_out)
    table = rbm_fisher_table(RbmFisherSettings(**given.settings), layers, root_seed=run.root_seed)
    write_table(table, snakemake.output[0], schema=RBM_FISHER, stamp=run.stamp())
