"""Machine learning and the renormalization group: from samples to tables, figures and report."""

from pathlib import Path

from snakemake.utils import min_version

min_version("9.25")

HOME = Path(str(workflow.current_basedir))


configfile: str(HOME / "config.yaml")


include: "workflow/rules/common.smk"
include: "workflow/rules/kernels.smk"
include: "workflow/rules/ising.smk"
include: "workflow/rules/finite_size_scaling.smk"
include: "workflow/rules/mcrg.smk"
include: "workflow/rules/dbn.smk"
include: "workflow/rules/block_size.smk"
include: "workflow/rules/rbm_flow.smk"
include: "workflow/rules/size_hypotheses.smk"
include: "workflow/rules/learned_maps.smk"
include: "workflow/rules/size_controls.smk"
include: "workflow/rules/map_couplings.smk"
include: "workflow/rules/kurtosis_switch.smk"
include: "workflow/rules/vrg.smk"
include: "workflow/rules/vrg_objectives.smk"
include: "workflow/rules/vrg_exponents.smk"
include: "workflow/rules/learned_flow.smk"
include: "workflow/rules/landau.smk"
include: "workflow/rules/tensor_rg.smk"
include: "workflow/rules/cheap_learning.smk"
include: "workflow/rules/information.smk"
include: "workflow/rules/datasets.smk"
include: "workflow/rules/pcarg.smk"
include: "workflow/rules/coarse_graining.smk"
include: "workflow/rules/ground_truth.smk"
include: "workflow/rules/scans.smk"
include: "workflow/rules/detection.smk"
include: "workflow/rules/model_bench.smk"
include: "workflow/rules/tables.smk"
include: "workflow/rules/claims.smk"
include: "workflow/rules/figures.smk"
include: "workflow/rules/report.smk"
include: "workflow/rules/verify.smk"


accept_families(workflow, BUNDLES, STUDY_NAME)

try:
    check_study(config, workflow.rules)
except InputError as mistake:
    sys.exit(f"Error: {mistake}")

complete_rules(
    workflow.rules,
    BUNDLES,
    code_of,
    requests=Requests(SECONDS, MEGABYTES),
)


rule all:
    default_target: True
    input:
        expand("results/tables/{table}.parquet", table=TABLES),
        expand(
            "results/figures/{figure}.{ending}",
            figure=CATALOGUE,
            ending=["pdf", "svg", "png"],
        ),
        expand("results/captions/{figure}.rst", figure=CATALOGUE),
        expand("results/pages/{dataset}.html", dataset=DATASETS),
        "results/report/index.html",
    localrule: True
