"""Measure the controls of block size, one temperature and replica after the other."""

from rgcore.ising.settings import SamplingSettings
from rgcore.learned.size_controls.control_points import ControlPoint
from rgcore.learned.size_controls.control_sizes import control_case, control_rows
from rgcore.learned.size_controls.schemas import CONTROL_SIZES
from rgcore.pipeline.job import job
from rgcore.rbm import TrainingSettings
from rgcore.tables.frames import write_table

with job(snakemake) as run:
    sampling = SamplingSettings(**run.params.sampling)
    options = {"n_iterations": run.params.n_iterations, "root_seed": run.root_seed}
    for point in run.points():
        place = ControlPoint.of(point.params.attributes)
        training = TrainingSettings(
            units=run.params.units, **point.params.training | place.condition.training
        )
        sizes = (point.params.n_samples, run.params.n_held_out)
        case = control_case(place, sizes, sampling, training, **options)
        table = control_rows(place, case, root_seed=run.root_seed)
        write_table(table, point.output.sizes, schema=CONTROL_SIZES, stamp=point.stamp())
