"""Draw a two-dimensional Gaussian cloud and find its principal components."""

from rgcore.pcarg import gaussian_cloud
from rgcore.pcarg.modes.schemas import PCA_GAUSSIAN
from rgcore.pipeline.job import job
from rgcore.rng import stream
from rgcore.tables.frames import write_table

with job(snakemake) as run:
    rng = stream(run.root_seed, purpose="gaussian_cloud")
    cloud = gaussian_cloud(run.params.covariance, run.params.n_samples, rng=rng)
    write_table(cloud, snakemake.output[0], schema=PCA_GAUSSIAN, stamp=run.stamp())
