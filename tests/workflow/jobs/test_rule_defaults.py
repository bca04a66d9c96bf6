"""What rules share stands in one place, and what a rule or a user sets goes before it."""

import subprocess
import sys

import pytest

from rgcore.pipeline.jobs.rule_defaults import job_name

SNAKEFILE = """
from pathlib import Path
from rgcore.pipeline.jobs.bundles import Bundles
from rgcore.pipeline.jobs.requests import Requests
from rgcore.pipeline.jobs.rule_defaults import complete_rules

bundles = Bundles.of_run({"points_per_job": 2, "target_seconds": 1}, {}, Path("plan.json"), follow=False)
points = [{"temperature": temperature} for temperature in ("1.0", "2.0", "3.0")]

rule all:
    input: "results/side8_T2.0/a.txt", "results/own.txt", [f"results/T{n}.0.txt" for n in (1, 2, 3)]

for bundle in bundles.of("many", points, input={}, output={"text": "results/T{temperature}.txt"}):
    rule:
        name: bundle.name
        output: **bundle.output
        script: "nothing.py"

rule plain:
    output: "results/side{side}_T{temperature}/a.txt"
    params: number=1
    script: "nothing.py"

rule own:
    output: "results/own.txt"
    log: "results/logs/elsewhere.log"
    params: code="mine"
    resources: runtime=5
    script: "nothing.py"

complete_rules(workflow.rules, bundles, lambda rule: "code of " + rule, requests=Requests({}, {"plain": 300}))
"""


@pytest.mark.parametrize(
    ("output", "name"),
    [
        ("results/tables/mcrg.parquet", "rule"),
        ("results/ising/side{side,\\d+}_T{temperature}/x.parquet", "rule/side{side}_T{temperature}"),
        ("results/{dataset}/{dataset}.txt", "rule/{dataset}"),
    ],
)
def test_a_job_is_named_by_its_rule_and_wildcards(output, name):
    assert job_name("rule", output) == name


def planned(folder, *arguments):
    """Return what a dry run prints of each rule, by name."""
    (folder / "Snakefile").write_text(SNAKEFILE)
    (folder / "nothing.py").write_text("")
    command = [sys.executable, "-m", "snakemake", "-n", "--cores", "1", *arguments]
    done = subprocess.run(command, cwd=folder, text=True, capture_output=True, check=True)
    jobs = {}
    for text in (done.stdout + done.stderr).split("\nrule ")[1:]:
        name, _, rest = text.partition(":\n")
        jobs[name] = dict(line.strip().split(": ", 1) for line in rest.splitlines() if ": " in line)
    return jobs


def test_rules_get_what_they_do_not_set(tmp_path):
    jobs = planned(tmp_path)
    assert jobs["plain"]["log"] == "results/logs/plain/side8_T2.0.log"
    assert jobs["plain"]["benchmark"] == "results/benchmarks/plain/side8_T2.0.tsv"
    assert {"mem_mb=800", "runtime=31"} <= set(jobs["plain"]["resources"].split(", "))


def test_a_bundle_is_named_by_its_family_and_its_points(tmp_path):
    jobs = planned(tmp_path, "--set-resources", "many:runtime=9", "many_2:runtime=8")
    assert [jobs[name]["output"] for name in ("many_1", "many_2")] == [
        "results/T1.0.txt",
        "results/T2.0.txt, results/T3.0.txt",
    ]
    assert jobs["many_1"]["log"] == "results/logs/many/T1.0.log"
    assert jobs["many_2"]["log"] == "results/logs/many/T2.0_and_1_more.log"
    assert jobs["many_2"]["benchmark"] == "results/benchmarks/many/T2.0_and_1_more.tsv"
    assert "runtime=9" in jobs["many_1"]["resources"]
    assert "runtime=8" in jobs["many_2"]["resources"]


def test_what_a_rule_or_a_user_sets_goes_before_it(tmp_path):
    jobs = planned(tmp_path, "--set-resources", "plain:runtime=7", "--default-resources", "mem_mb=99")
    assert jobs["own"]["log"] == "results/logs/elsewhere.log"
    assert {"mem_mb=900", "runtime=5"} <= set(jobs["own"]["resources"].split(", "))
    assert {"mem_mb=800", "runtime=7"} <= set(jobs["plain"]["resources"].split(", "))


def test_a_second_attempt_asks_for_twice_as_much(tmp_path):
    first, second = (planned(tmp_path, "--attempt", attempt)["plain"]["resources"] for attempt in "12")
    assert {"mem_mb=800", "runtime=31"} <= set(first.split(", "))
    assert {"mem_mb=1600", "runtime=62"} <= set(second.split(", "))
