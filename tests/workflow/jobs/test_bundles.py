"""Points that share a job: which ones do, that it changes no byte, and that a finished point is not made twice."""

import os
import re
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from snakemake.persistence.file import FilePersistence
from snakemake.settings.types import DAGSettings

from rgcore.errors import InputError
from rgcore.pipeline.jobs.bundles import Bundles
from rgcore.pipeline.jobs.families import spell_out
from rgcore.pipeline.jobs.job_settings import JobSettings

MADE = "made/T{temperature}.txt"
POINTS = [{"temperature": f"{number}.0"} for number in range(1, 7)]


@pytest.fixture
def here(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "made").mkdir()
    return tmp_path


def grouped(*, seconds=5.0, points=POINTS, needs=None, bundles=None, on_cluster=False, **settings):
    """Return the temperatures of each bundle of the family "measure"."""
    settings = {
        "points_per_job": "auto",
        "target_seconds": 20.0,
        "target_seconds_on_cluster": 300.0,
        **settings,
    }
    bundles = bundles or Bundles.of_run(
        settings, {"measure": seconds}, Path("plan.json"), on_cluster=on_cluster, follow=False
    )
    of_family = bundles.of("measure", points, input=needs or {}, output={"text": MADE})
    return [[int(float(point["temperature"])) for point in bundle.points] for bundle in of_family]


@pytest.mark.parametrize(
    ("choice", "expected"),
    [
        ({"points_per_job": 1}, [[1], [2], [3], [4], [5], [6]]),
        ({"points_per_job": 4}, [[1, 2, 3], [4, 5, 6]]),
        ({"points_per_job": 9}, [[1, 2, 3, 4, 5, 6]]),
        ({"target_seconds": 10.0}, [[1, 2], [3, 4], [5, 6]]),
        ({"target_seconds": 3.0}, [[1], [2], [3], [4], [5], [6]]),
        ({"target_seconds": 999.0}, [[1, 2, 3], [4, 5, 6]]),
        ({"target_seconds": 999.0, "points": POINTS[:1]}, [[1]]),
        ({"target_seconds": 3.0, "on_cluster": True}, [[1, 2, 3], [4, 5, 6]]),
        ({"target_seconds_on_cluster": "10", "on_cluster": True}, [[1, 2], [3, 4], [5, 6]]),
    ],
)
def test_light_points_share_a_job(here, choice, expected):
    assert grouped(**choice) == expected


def test_a_missing_point_shares_no_job_with_one_that_is_there(here):
    for number in (1, 2, 4, 6):
        Path(MADE.format(temperature=f"{number}.0")).touch()
    assert grouped(points_per_job=2) == [[1, 2], [4, 6], [3, 5]]


@pytest.mark.parametrize("temperature", ["1.0", f"1.{'0' * 240}"])
def test_an_output_of_a_job_that_did_not_end_is_missing(here, temperature):
    points = [{"temperature": temperature}, *POINTS[1:3]]
    made = [MADE.format(**point) for point in points[:2]]
    for path in made:
        Path(path).touch()
    records = FilePersistence()
    records._mark_incomplete(made[0], None)  # as Snakemake does when a job begins
    assert grouped(points_per_job=9, points=points) == [[2], [1, 3]]


def test_a_point_behind_a_missing_one_shares_no_job_with_one_that_stays(here):
    for number in range(1, 4):
        Path(MADE.format(temperature=f"{number}.0")).touch()
    bundles = Bundles.of_run({"points_per_job": 9, "target_seconds": 1}, {}, Path("plan.json"), follow=False)
    Path("made/start1.0.txt").touch()
    Path("made/start3.0.txt").touch()
    start = "made/start{temperature}.txt"
    bundles.of("start", POINTS[:3], input={}, output={"text": start})
    assert grouped(points=POINTS[:3], needs={"start": start}, bundles=bundles) == [[1, 3], [2]]


def test_jobs_elsewhere_follow_the_bundles_of_the_main_process(here):
    settings = {"points_per_job": 4, "target_seconds": 1}
    main = Bundles.of_run(settings, {}, Path("plan.json"), follow=False)
    expected = grouped(bundles=main)
    main.store()
    Path(MADE.format(temperature="2.0")).touch()  # made by the first job of the run
    assert grouped(points_per_job=4) != expected
    other = Bundles.of_run({"points_per_job": 1, "target_seconds": 1}, {}, Path("plan.json"), follow=True)
    assert grouped(bundles=other) == expected
    with pytest.raises(InputError, match=r"measure T6\.0 is not in it any more"):
        grouped(points=POINTS[:5], bundles=other)


def test_a_rule_has_a_family_and_a_number_of_points(here):
    bundles = Bundles.of_run({"points_per_job": 4, "target_seconds": 1}, {}, Path("plan.json"), follow=False)
    grouped(bundles=bundles)
    assert (bundles.family("measure_2"), bundles.n_points("measure_2")) == ("measure", 3)
    assert (bundles.family("draw_fig2"), bundles.n_points("draw_fig2")) == ("draw_fig2", 1)


def test_a_family_on_the_command_line_is_all_its_rules(here):
    bundles = Bundles.of_run({"points_per_job": 4, "target_seconds": 1}, {}, Path("plan.json"), follow=False)
    grouped(bundles=bundles)
    choices = DAGSettings(until={"measure"}, forcerun={"measure_2", "all"}, targets={"results/a.txt"})
    spell_out(choices, bundles)
    assert choices.until == {"measure_1", "measure_2"}
    assert choices.forcerun == {"measure_2", "all"}
    assert choices.targets == {"results/a.txt"}


def test_a_dry_run_goes_until_a_family(runs, tmp_path):
    done = runs(tmp_path, "--dry-run", "--until", "measure_ising")
    assert done.returncode == 0, done.stdout
    assert "measure_ising_1" in done.stdout
    assert "train_dbn" not in done.stdout


def test_the_profile_of_slurm_keeps_few_large_jobs_whatever_else_is_configured(runs, tmp_path):
    profile = ("--profile", str(runs.root / "workflow/profiles/slurm"), "--config", "root_seed=2")
    done = runs(tmp_path, "--dry-run", *profile, config=None)
    assert done.returncode == 0, done.stdout
    assert re.findall(r"^train_dbn +(\d+) +(\d+) ", done.stdout, re.MULTILINE) == [("2", "9")]
    assert "on 100 jobs at once" in done.stdout


@pytest.mark.parametrize("wrong", [0, -1, 2.5, "many", True])
def test_points_per_job_is_auto_or_a_count(wrong):
    with pytest.raises(
        InputError, match="points_per_job must be auto or an integer of at least 1, but it is"
    ):
        JobSettings(points_per_job=wrong, target_seconds=20, target_seconds_on_cluster=300)


def test_numbers_of_the_command_line_are_text():
    settings = JobSettings(points_per_job="3", target_seconds="600", target_seconds_on_cluster="900")
    assert (settings.points_per_job, settings.target_seconds) == (3, 600.0)
    assert settings.target_seconds_on_cluster == 900.0


def test_bundles_take_numbers_of_the_command_line(here):
    assert grouped(points_per_job="2", target_seconds="600") == [[1, 2], [3, 4], [5, 6]]


TARGETS = [
    f"results/tables/{name}.parquet"
    for name in (
        "ising_thermodynamics",
        "dbn_training",
        "receptive_fields",
        "rbm_thermodynamics",
        "rbm_likelihood",
    )
]


@pytest.mark.parametrize("points_per_job", [1, 3])
def test_which_points_share_a_job_changes_no_byte(runs, finished, tmp_path, points_per_job):
    process = runs(tmp_path, *TARGETS, "--config", f"jobs={{points_per_job: {points_per_job}}}")
    assert process.returncode == 0, process.stdout
    n_logs = len(list((tmp_path / "results/logs/train_dbn").iterdir()))
    assert n_logs == 3 // points_per_job
    for target in [
        *TARGETS,
        "results/dbn/T3.0_replica0/model.parquet",
        "results/dbm/T2.0_replica0/model.parquet",
    ]:
        assert (tmp_path / target).read_bytes() == (finished / target).read_bytes(), target


SNAKEFILE = """
from pathlib import Path
from rgcore.pipeline.jobs.bundles import Bundles
from rgcore.pipeline.jobs.requests import Requests
from rgcore.pipeline.jobs.rule_defaults import complete_rules
from rgcore.pipeline.staleness.reruns import decide_by_stamps

decide_by_stamps()
bundles = Bundles.of_run({"points_per_job": 3, "target_seconds": 1}, {}, Path("plan.json"), follow=False)
points = [{"temperature": temperature} for temperature in ("1.0", "2.0", "3.0")]
made = bundles.of(
    "make", points, input={}, output={"a": "results/T{temperature}/a.parquet", "b": "results/T{temperature}/b.parquet"}
)

rule all:
    default_target: True
    input: [path for bundle in made for paths in bundle.output.values() for path in paths]

for bundle in made:
    rule:
        name: bundle.name
        output: **bundle.output
        params: root_seed=config.get("root_seed", 1)
        script: "make.py"

complete_rules(workflow.rules, bundles, lambda rule: "0" * 16, requests=Requests({}, {}))
"""

SCRIPT = """
import time
from pathlib import Path

import numpy as np

from rgcore.pipeline.job import job
from rgcore.tables.array_files import write_arrays

def wait(place):
    if Path("interrupt").read_text() == place and not Path("again").exists():
        Path("waiting").touch()
        time.sleep(60)

with job(snakemake) as run:
    for point in run.points():
        with open("made.txt", "a") as file:
            print(point.name, file=file)
        number = np.array([float(point.wildcards.temperature)])
        write_arrays({"number": number}, point.output.a, kind="a", stamp=point.stamp())
        if point.name == "T3.0":
            wait("in the third point")
        write_arrays({"number": -number}, point.output.b, kind="b", stamp=point.stamp())
wait("after the last point")
"""


@pytest.fixture
def interrupted(runs, tmp_path, request):
    """A bundle of three points whose job was killed, with its Snakemake, while it made the third or after that."""
    (tmp_path / "interrupt").write_text(getattr(request, "param", "in the third point"))
    (tmp_path / "Snakefile").write_text(SNAKEFILE)
    (tmp_path / "make.py").write_text(SCRIPT)
    command = [sys.executable, "-m", "snakemake", "--cores", "1", "--rerun-incomplete", "--nolock"]
    quiet = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
    process = subprocess.Popen(command, cwd=tmp_path, env=runs.environment(), start_new_session=True, **quiet)
    while not (tmp_path / "waiting").exists():
        assert process.poll() is None
        time.sleep(0.05)
    os.killpg(process.pid, signal.SIGKILL)
    process.wait()
    (tmp_path / "again").touch()

    def again(*arguments):
        subprocess.run([*command, *arguments], cwd=tmp_path, env=runs.environment(), check=True, **quiet)
        return (tmp_path / "made.txt").read_text().split()

    return again


def test_a_killed_job_leaves_its_finished_points_to_the_next_one(interrupted, tmp_path):
    assert interrupted() == ["T1.0", "T2.0", "T3.0", "T3.0"]
    assert len(list(tmp_path.glob("results/T*/?.parquet"))) == 6
    assert not list(tmp_path.glob("results/checkpoints/make/*"))


@pytest.mark.parametrize("interrupted", ["after the last point"], indirect=True)
def test_all_points_are_kept_until_the_outputs_are_accepted(interrupted, tmp_path):
    assert interrupted() == ["T1.0", "T2.0", "T3.0"]
    assert len(list(tmp_path.glob("results/T*/?.parquet"))) == 6
    assert not list(tmp_path.glob("results/checkpoints/make/*"))


def test_finished_points_of_other_parameters_are_not_taken_over(interrupted):
    assert interrupted("--config", "root_seed=2") == ["T1.0", "T2.0", "T3.0"] * 2
