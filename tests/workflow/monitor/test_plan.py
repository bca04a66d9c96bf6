"""The plan of a run: how long jobs take on cores that they share, and what a dry run prints."""

from pathlib import Path
from types import SimpleNamespace

import pytest

from rgcore.pipeline.monitor.plan import Plan, PlannedJob, Slots, wall_seconds
from rgcore.pipeline.monitor.watch import pages_to_open
from tests.workflow.monitor.runs import state_of, train

ONE, TWO = Slots(number=1), Slots(number=2)


def seconds(jobs, slots, **elapsed):
    """Return the expected wall time without the overhead of jobs."""
    chain = wall_seconds(jobs, slots, {int(name[1:]): value for name, value in elapsed.items()})
    return pytest.approx(chain, abs=0.71 * len(jobs))


def test_independent_jobs_share_the_cores():
    jobs = [train(number) for number in range(4)]
    assert seconds(jobs, ONE) == 40
    assert seconds(jobs, TWO) == 20


def test_a_chain_takes_its_length_on_any_number_of_cores():
    jobs = [train(number, needs=(number - 1,)) for number in range(4)]
    assert seconds(jobs, Slots(number=99)) == 40


def test_a_job_with_several_threads_takes_several_cores():
    jobs = [train(number, threads=2) for number in range(2)]
    assert seconds(jobs, TWO) == 20
    assert seconds(jobs, Slots(number=4)) == 10


def test_a_job_that_asks_for_more_cores_than_there_are_gets_all():
    assert seconds([train(1, threads=8)], TWO) == 10


def test_what_a_running_job_has_done_is_not_left():
    assert seconds([train(1), train(2)], ONE, _1=9.0) == 11


def test_a_job_that_takes_longer_than_expected_has_a_little_left():
    assert 0 < wall_seconds([train(1)], ONE, {1: 1e6}) < 2


def test_a_target_without_work_takes_no_time():
    assert wall_seconds([PlannedJob(number=1, name="all", family="all")], ONE) == 0


def test_on_a_cluster_time_left_is_work_over_the_jobs_that_really_ran_side_by_side(tmp_path):
    jobs = [train(number, log=str(tmp_path / "none.log")) for number in range(1, 41)]
    done = [("start", 1000, 1), ("start", 1000, 2)]
    done += [("done", 1100, number, {"seconds": 10.0}) for number in (1, 2)]
    state = state_of(jobs, *done, slots=Slots(number=1000, executor="slurm"))
    # 20 s of work in 100 s: 0.2 jobs side by side; 380 s of work are left
    assert state.seconds_left(1100.0) == pytest.approx(1900)


@pytest.mark.parametrize(("took", "left"), [(30.0, 30.0), (5.0, 10.0)])
def test_a_busy_computer_is_expected_to_be_slow_for_scripts_that_are_still_to_come(took, left):
    jobs = [train(1), train(2, family="draw")]
    state = state_of(jobs, ("start", 1000, 1), ("done", 1000 + took, 1, {"seconds": took}))
    assert state.seconds_left(1000 + took) == pytest.approx(left + 0.7)


def test_on_a_cluster_nothing_is_known_while_all_jobs_wait(tmp_path):
    jobs = [train(1, log=str(tmp_path / "none.log"))]
    state = state_of(jobs, ("start", 1000, 1), slots=Slots(number=9, executor="slurm"))
    assert state.seconds_left(5000.0) is None
    assert state.running_for(5000.0) == {}


def test_the_table_has_a_row_per_script_and_the_dearest_first():
    jobs = [train(1, seconds=1.0, family="draw"), train(2, n_points=7, megabytes=345), train(3)]
    plan = Plan(slots=TWO, jobs=jobs, new_bytes=3e9)
    assert [line.split() for line in plan.table()[1:]] == [
        ["train", "2", "8", "10.0", "0.0056", "345"],
        ["draw", "1", "1", "1.0", "0.0003", "0"],
    ]
    assert "3.0 GB of results" in plan.line()


@pytest.mark.parametrize("quiet", [(), ("--quiet",)])
def test_a_dry_run_ends_with_the_plan(tiny, quiet):
    lines = tiny.run("--cores", "2", "--dry-run", *quiet)
    start = next(place for place, line in enumerate(lines) if line.startswith("Plan: "))
    assert lines[start].startswith(
        "Plan: 3 jobs, about 5 s on 2 cores: about 0.0017 core-hours, up to 345 MB"
    )
    assert [line.split()[0] for line in lines[start + 1 :]] == ["rule", "good", "other"]


@pytest.mark.parametrize(("n_jobs", "words"), [(1, "1 job, about "), (2, "2 jobs, about ")])
def test_the_plan_counts_jobs_in_words(n_jobs, words):
    plan = Plan(
        slots=Slots(number=1, executor="slurm"), jobs=[train(n) for n in range(n_jobs)], new_bytes=0.0
    )
    assert plan.line().startswith(words)
    assert " on 1 job at once " in plan.line()


@pytest.mark.parametrize(
    ("asked", "opened"),
    [
        (["results/pages/a.html", "results/report/docs.html"], ["results/pages/a.html"]),
        (["results/report/docs.html", "results/report/index.html"], ["results/report/index.html"]),
        (["results/report/docs.html", "results/tables/claims.parquet"], ["results/report/docs.html"]),
    ],
)
def test_the_page_of_methods_is_to_be_opened_only_if_no_other_page_was_asked_for(asked, opened):
    assert pages_to_open(SimpleNamespace(derived_targetfiles=asked)) == tuple(
        str(Path(file).absolute()) for file in opened
    )
