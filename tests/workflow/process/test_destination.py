"""Where the jobs of a run go, from its executor and its command line."""

from types import SimpleNamespace

import pytest

from rgcore.errors import InputError
from rgcore.pipeline.monitor.plan import Slots
from rgcore.pipeline.monitor.watch import slots_of
from rgcore.pipeline.process.destination import check_capacity, executor_of, goes_to_cluster


def workflow(made=None, *, dryrun=False, **resources):
    """Return what is known of a run: the executor that Snakemake made only after the Snakefile was read."""
    return SimpleNamespace(
        executor_plugin=made and SimpleNamespace(name=made),
        output_settings=SimpleNamespace(dryrun=dryrun),
        resource_settings=SimpleNamespace(**{"cores": None, "nodes": None, "local_cores": None, **resources}),
    )


def under_the_command_line(function, run, *, named, jobs=None):
    """Call a function as Snakemake does, whose command line and profiles name an executor, or none."""
    names = {"__name__": "snakemake.cli"}
    exec("def args_to_api(args, call): return call()", names)
    return names["args_to_api"](SimpleNamespace(executor=named, jobs=jobs), lambda: function(run))


@pytest.mark.parametrize(
    ("run", "named", "expected"),
    [
        (workflow(cores=2), None, "local"),
        (workflow(nodes=100), "slurm", "slurm"),
        (workflow(cores=8, nodes=100), "slurm", "slurm"),  # --cores limits those that a cluster is asked for
        (workflow(cores=2, nodes=4), None, "local"),
        (workflow("dryrun", cores=1, nodes=100, dryrun=True), "slurm", "slurm"),
        (workflow("dryrun", cores=1, nodes=100, dryrun=True), "htcondor", "htcondor"),
        (workflow("dryrun", cores=1, nodes=4, dryrun=True), None, "local"),
        (workflow("dryrun", cores=4, dryrun=True), None, "local"),
        (workflow("local", cores=4, nodes=100), None, "local"),
        (workflow("touch", cores=4), None, "touch"),
        (workflow("slurm", nodes=100), "slurm", "slurm"),
    ],
)
def test_the_executor_is_the_one_that_was_made_or_that_the_command_line_names(run, named, expected):
    assert under_the_command_line(executor_of, run, named=named) == expected
    assert under_the_command_line(goes_to_cluster, run, named=named) is (expected not in ("local", "touch"))


def test_jobs_of_a_workflow_that_another_program_runs_go_to_a_cluster():
    assert goes_to_cluster(workflow(nodes=100))


@pytest.mark.parametrize(
    ("run", "named", "expected"),
    [
        (workflow("dryrun", cores=1, nodes=4, dryrun=True), None, Slots(number=4)),
        (workflow("dryrun", cores=2, nodes=4, dryrun=True), None, Slots(number=2)),
        (workflow("local", cores=1, nodes=4), None, Slots(number=1)),
        (workflow("dryrun", cores=3, dryrun=True), None, Slots(number=3)),
        (workflow("dryrun", cores=1, nodes=9, dryrun=True), "slurm", Slots(number=9, executor="slurm")),
    ],
)
def test_a_plan_counts_cores_here_and_jobs_on_a_cluster(run, named, expected):
    assert under_the_command_line(slots_of, run, named=named, jobs=run.resource_settings.nodes) == expected


def test_a_dry_run_with_jobs_and_no_cluster_is_planned_for_this_computer(runs, tmp_path):
    done = runs(tmp_path, "--dry-run", "--quiet", "--jobs", "7")
    assert done.returncode == 0, done.stdout
    assert "on 2 cores: " in done.stdout


@pytest.mark.parametrize(
    ("given", "option"),
    [
        ({"cores": 0}, "--cores"),
        ({"cores": -1}, "--cores"),
        ({"nodes": 0}, "--jobs"),
        ({"nodes": 9, "local_cores": 0}, "--local-cores"),
    ],
)
def test_a_run_that_could_start_no_job_is_refused(given, option):
    with pytest.raises(InputError, match=f"{option} must be at least 1, but it is "):
        check_capacity(workflow(**given))


@pytest.mark.parametrize("given", [{"cores": 1}, {"nodes": 100, "local_cores": 1}, {"cores": 2, "nodes": 4}])
def test_a_run_that_can_start_a_job_is_not(given):
    check_capacity(workflow(**given))


def test_a_run_on_no_core_ends_with_a_sentence(runs, tmp_path):
    done = runs(tmp_path, "--cores", "0")
    assert done.returncode != 0
    assert "Error: --cores must be at least 1, but it is 0: no job would ever start" in done.stdout
