"""The account of a run, and what the next plan learns from it."""

import json
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor

import pandas as pd
import pytest

from rgcore.pipeline.durations import core_time_line
from rgcore.pipeline.monitor.account import (
    ACCOUNT,
    account_of,
    write_account,
    write_account_and_learn,
)
from rgcore.pipeline.monitor.learning import learn_from
from rgcore.pipeline.monitor.plan import Slots
from rgcore.pipeline.monitor.planned import Costs
from rgcore.pipeline.monitor.rates import Rates, hold_rates, machine_name
from tests.workflow.monitor.runs import state_of, train, write_benchmark


@pytest.fixture
def state(tmp_path):
    """Two training jobs that took 30 s each where 10 s were expected, on two cores, and one that failed."""
    benchmarks = [write_benchmark(tmp_path / f"b/{n}.tsv", 30.0, cpu=25.0, memory=200.0 + n) for n in (1, 2)]
    jobs = [train(n, benchmark=benchmarks[n - 1], megabytes=345) for n in (1, 2)]
    return state_of(
        [*jobs, train(3)],
        *(("start", 1000, number) for number in (1, 2, 3)),
        *(("done", 1040, number, {"seconds": 30.0}) for number in (1, 2)),
        ("fail", 1040, 3, {"cause": "a reason"}),
        ("end", 1040, None, {"good": False}),
    )


def test_the_account_has_predicted_and_measured_numbers_of_the_jobs_that_ended_well(state):
    account = account_of(state)
    (row,) = account.rows
    assert (row.rule, row.n_jobs, row.predicted_seconds, row.measured_seconds) == ("train", 2, 20.0, 60.0)
    assert (row.cpu_seconds, row.memory_requested_mb, row.memory_measured_mb) == (50.0, 345.0, 202.0)
    assert row.waiting_seconds == 20.0  # two jobs of 40 s from start to end, 30 s of work each
    assert row.core_hours == pytest.approx(60 / 3600)
    assert account.wall_seconds == 40.0
    assert account.overhead == pytest.approx(1 - 50 / 80)


@pytest.mark.parametrize("cpu", ["NA", "0.00"])
def test_a_job_that_ended_before_it_was_sampled_counts_with_its_duration(tmp_path, cpu):
    benchmark = tmp_path / "1.tsv"
    benchmark.write_text(f"s\tmax_rss\tcpu_time\n0.4000\tNA\t{cpu}\n")
    state = state_of([train(1, benchmark=str(benchmark))], ("start", 0, 1), ("done", 1, 1, {"seconds": 0.4}))
    (row,) = account_of(state).rows
    assert row.cpu_seconds == 0.4


def test_the_account_is_a_table_and_a_page(state, tmp_path):
    write_account(account_of(state), tmp_path)
    assert list(pd.read_parquet(tmp_path / "account.parquet").columns) == ACCOUNT.names
    page = (tmp_path / "account.html").read_text()
    assert "<td>train</td>" in page
    assert "60 s of jobs, 20 s predicted" in page


def test_the_next_plan_expects_three_times_as_long_after_a_rule_took_three_times_as_long(state, tmp_path):
    costs = Costs(seconds={"train": 8.5})
    assert costs.of("train_1", "train")["seconds"] == 10.0
    learn_from(state, tmp_path / "rates.json")
    rates = Rates.read(tmp_path / "rates.json", machine_name("local"))
    learned = Costs(seconds={"train": 8.5}, rates=rates).of("train_1", "train")
    assert learned["seconds"] == pytest.approx(30.0)
    assert learned["declared"] == 10.0  # of which the next rate is made


@pytest.mark.parametrize(("threads", "rate"), [(1, 1.3), (2, 4.6)])
def test_a_job_on_one_core_counts_by_its_core_time_whatever_else_the_computer_does(tmp_path, threads, rate):
    log = tmp_path / "train.log"
    log.write_text(f"2026-01-01 10:00:00,000 INFO {core_time_line('train', 14.5)}\n")
    job = train(1, seconds=11.5, log=str(log), threads=threads)
    learn_from(state_of([job], ("done", 1050, 1, {"seconds": 47.5})), tmp_path / "rates.json")
    assert Rates.read(tmp_path / "rates.json", machine_name("local")).of("train") == pytest.approx(rate)


def test_short_jobs_of_a_busy_computer_do_not_change_the_plan_of_long_ones(tmp_path):
    jobs = [train(number, seconds=2.0) for number in range(1, 21)]
    events = [("done", 1040, job.number, {"seconds": 12.0}) for job in jobs]
    learn_from(state_of(jobs, *events), tmp_path / "rates.json")
    rates = Rates.read(tmp_path / "rates.json", machine_name("local"))
    assert Costs(seconds={"train": 100.0}, rates=rates).of("train_1", "train")["seconds"] == 101.5


def test_the_start_of_a_job_is_not_multiplied(state, tmp_path):
    learn_from(state, tmp_path / "rates.json")
    rates = Rates.read(tmp_path / "rates.json", machine_name("local"))
    assert Costs(seconds={"train": 0.0}, rates=rates).of("train_1", "train")["seconds"] == 1.5


@pytest.mark.parametrize(("measured", "rate"), [(4e4, 5.0), (4.0, 0.2)])
def test_a_rate_is_bounded(measured, rate):
    rates = Rates()
    rates.learn({"train": (measured, 100.0)})
    assert rates.of("train") == rate


def test_no_job_and_no_choice_of_bundles_reads_the_rates():
    modules = "rgcore.pipeline.job, rgcore.pipeline.jobs.bundles, rgcore.pipeline.subjects"
    code = f"import sys, {modules}; print(*sys.modules)"
    loaded = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True
    ).stdout.split()
    assert "rgcore.pipeline.jobs.bundles" in loaded
    assert not [name for name in loaded if name.startswith("rgcore.pipeline.monitor")]


def test_two_runs_that_end_at_once_both_teach_the_plan(state, tmp_path):
    path = tmp_path / "rates.json"
    learn_from(state, path)
    once = json.loads(path.read_text())[machine_name("local")]["train"][0]
    path.unlink()
    with ThreadPoolExecutor(8) as pool:
        list(pool.map(lambda _: learn_from(state, path), range(8)))
    together = json.loads(path.read_text())[machine_name("local")]["train"][0]
    assert together == pytest.approx(once * sum(0.5**n for n in range(8)))


def test_while_another_run_holds_the_rates_nothing_is_learned(state, tmp_path, monkeypatch):
    monkeypatch.setattr("rgcore.pipeline.monitor.rates._PATIENCE_SECONDS", 0.1)
    with hold_rates(tmp_path / "rates.json"), pytest.raises(OSError, match="could not be acquired"):
        learn_from(state, tmp_path / "rates.json")
    assert not (tmp_path / "rates.json").exists()


def test_rates_of_another_kind_of_computer_are_not_used(state, tmp_path):
    learn_from(state, tmp_path / "rates.json")
    assert Rates.read(tmp_path / "rates.json", machine_name("slurm")).of("train") == 1.0


def test_a_small_run_changes_little_and_a_later_one_counts_more():
    rates = Rates()
    rates.learn({"train": (3000.0, 1000.0)})
    rates.learn({"train": (1.0, 2.0)})
    assert rates.of("train") == pytest.approx(3.0, rel=0.01)
    rates.learn({"train": (1000.0, 1000.0)})
    assert rates.of("train") < 2.0


@pytest.mark.parametrize("text", ["", "{", "[]", '{"x": 3}', '{"x": {"train": ["a", 1]}}'])
def test_a_damaged_file_of_rates_counts_as_none(tmp_path, text):
    (tmp_path / "rates.json").write_text(text)
    assert Rates.read(tmp_path / "rates.json", "x").of("train") == 1.0


def test_an_account_that_cannot_be_written_does_not_stop_a_run(state, tmp_path, monkeypatch, capsys):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "results").write_text("a file where a folder should be")
    write_account_and_learn(state)
    assert capsys.readouterr().err.startswith("The account of the run could not be written: ")


def test_on_a_cluster_no_overhead_is_claimed(state):
    state.slots = Slots(number=100, executor="slurm")
    assert account_of(state).overhead is None


def test_a_real_run_leaves_its_account_and_the_next_dry_run_has_learned(tiny):
    (tiny.folder / "good.py").write_text(
        "import time\ntime.sleep(5)\nopen(snakemake.output[0], 'w').write('x')"
    )
    tiny.run("--cores", "2")
    account = pd.read_parquet(tiny.folder / "results/account/account.parquet").set_index("rule")
    assert account.loc["good", "predicted_seconds"] == 4.5
    assert account.loc["good", "measured_seconds"] > 5
    (tiny.folder / "good.txt").unlink()
    *_, plan = [line for line in tiny.run("--cores", "2", "--dry-run") if line.startswith("good ")]
    assert float(plan.split()[3]) == pytest.approx(account.loc["good", "measured_seconds"], abs=0.06)
