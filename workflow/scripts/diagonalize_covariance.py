"""Find the spectrum of a data set, its noise, its exponent, and the flow without sampling noise."""

from rgcore.pcarg import analyse_spectra, cleaned_flow_table, spectrum_summary, spectrum_table
from rgcore.pcarg.spectra.schemas import PCA_FLOW_CLEANED, PCA_SPECTRUM, PCA_SPECTRUM_SUMMARY
from rgcore.pipeline.job import job
from rgcore.series.stored_moments import read_moments
from rgcore.tables.frames import write_table
from rgcore.tables.sample_files import open_samples

with job(snakemake) as run:
    samples, name = open_samples(snakemake.input.samples), snakemake.wildcards.dataset
    moments = read_moments(snakemake.input.moments)
    found = analyse_spectra(samples, moments)
    kept, dropped = run.params.kept_fractions, run.params.dropped_top
    flow = cleaned_flow_table(samples, moments, found, kept, dropped, dataset=name)
    out, stamp = snakemake.output, run.stamp()
    write_table(spectrum_table(found, name), out.spectrum, schema=PCA_SPECTRUM, stamp=stamp)
    write_table(spectrum_summary(found, name), out.summary, schema=PCA_SPECTRUM_SUMMARY, stamp=stamp)
    write_table(flow, out.flow, schema=PCA_FLOW_CLEANED, stamp=stamp)
