"""Train networks of the study of the kurtosis switch, one after the other, and measure their fields."""

from rgcore.learned.kurtosis_switch.conditions import SwitchCondition
from rgcore.learned.kurtosis_switch.schemas import KURTOSIS_SWITCH
from rgcore.learned.kurtosis_switch.switch_run import switch_data, switch_rows, switch_settings
from rgcore.pipeline.job import job
from rgcore.rng import stream
from rgcore.tables.frames import write_table

with job(snakemake) as run:
    of_fields = (run.params.side, run.params.noise, run.params.n_held_out)
    for point in run.points():
        with point.checkpoint() as checkpoint:
            condition = SwitchCondition(**point.params.attributes)
            settings = switch_settings(condition, run.params.units, run.params.training)
            data = switch_data(condition, *of_fields, root_seed=run.root_seed)
            rng = stream(
                run.root_seed, purpose="kurtosis_switch", units=run.params.units, **condition.identity
            )
            report = run.progress("epochs")
            table = switch_rows(condition, data, settings, rng=rng, report=report, checkpoint=checkpoint)
            write_table(table, point.output.fields, schema=KURTOSIS_SWITCH, stamp=point.stamp())
