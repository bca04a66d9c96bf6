"""Measure couplings before and after maps, the fixed points of the flow, and the information of coarse spins."""

from rgcore.ising.settings import SamplingSettings
from rgcore.learned.map_couplings.fixed_points import fixed_points
from rgcore.learned.map_couplings.maps_under_test import RbmTraining
from rgcore.learned.map_couplings.replica_rows import all_coupling_rows, all_information_rows, all_maps
from rgcore.learned.map_couplings.schemas import LEARNED_COUPLINGS, MAP_FIXED_POINTS, MAP_INFORMATION
from rgcore.learned.map_couplings.settings import MapCouplingsSettings
from rgcore.learned.maps.settings import LearnedMapsSettings
from rgcore.pipeline.job import job
from rgcore.tables.frames import write_table

with job(snakemake) as run:
    settings, sampling = MapCouplingsSettings(**run.params.settings), SamplingSettings(**run.params.sampling)
    training = RbmTraining(settings=LearnedMapsSettings(**run.params.training), sampling=sampling)
    maps = all_maps(settings, training, root_seed=run.root_seed)
    report, at, output = run.progress("couplings"), settings.information, snakemake.output
    couplings = all_coupling_rows(maps, settings, sampling, root_seed=run.root_seed, report=report)
    information = all_information_rows(maps, at.temperatures, at.buffers)
    write_table(couplings, output.couplings, schema=LEARNED_COUPLINGS, stamp=run.stamp())
    write_table(fixed_points(couplings), output.fixed_points, schema=MAP_FIXED_POINTS, stamp=run.stamp())
    write_table(information, output.information, schema=MAP_INFORMATION, stamp=run.stamp())
