"""What jobs ask for is above what jobs of a finished run were measured to take, and not far above."""

import csv
from collections import defaultdict

import pytest
import yaml

from rgcore.pipeline.jobs.requests import FRAME_MEGABYTES, PLAIN_MEGABYTES, Requests
from rgcore.pipeline.subjects import expected_seconds, megabytes


def merged(standard, changed):
    """Return a config with what another one changes, as Snakemake merges them."""
    both = {**standard, **changed}
    nested = [
        key for key in changed if isinstance(standard.get(key), dict) and isinstance(changed[key], dict)
    ]
    return both | {key: merged(standard[key], changed[key]) for key in nested}


@pytest.fixture(scope="module")
def needs(runs):
    """The MB of every family of rules that depends on the config, in the smoke preset."""
    standard, changed = (yaml.safe_load(file.read_text()) for file in (runs.root / "config.yaml", runs.smoke))
    return megabytes(merged(standard, changed))


@pytest.fixture(scope="module")
def measured(finished):
    """The largest resident memory of the jobs of every family, in MB."""
    most = defaultdict(float)
    folder = finished / "results/benchmarks"
    for file in folder.rglob("*.tsv"):
        family = file.relative_to(folder).parts[0].removesuffix(".tsv")
        with file.open() as lines:
            for row in csv.DictReader(lines, delimiter="\t"):
                most[family] = max(most[family], float(row["max_rss"]) if row["max_rss"] != "NA" else 0.0)
    return most


def test_scripts_take_no_more_than_is_declared_of_them(measured, needs):
    more = {family: rss for family, rss in measured.items() if rss > needs.get(family, PLAIN_MEGABYTES)}
    assert not more


def test_jobs_ask_for_what_their_scripts_take_and_for_two_snakemakes_beside_them(measured, needs):
    requests = Requests({}, needs)
    for family, rss in measured.items():
        asked = requests.of(family)["mem_mb"](None, 1)
        assert rss + FRAME_MEGABYTES <= asked <= 1000


def test_time_grows_with_the_points_and_the_expected_seconds():
    requests = Requests({"train": 4000.0}, {})
    asked = [requests.of("train", points)["runtime"](None, 1) for points in (1, 2)]
    assert asked == [230, 430]


def test_a_job_of_ten_minutes_does_not_ask_for_a_day():
    assert Requests({"train": 600.0}, {}).of("train")["runtime"](None, 1) <= 90


def test_every_declared_need_is_of_a_rule_with_a_script(runs, needs):
    config = yaml.safe_load((runs.root / "config.yaml").read_text())
    scripts = {file.stem for file in (runs.root / "workflow/scripts").glob("*.py")}
    assert {*needs, *expected_seconds(config)} <= scripts
