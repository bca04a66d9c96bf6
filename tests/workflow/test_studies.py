"""Two configs in one folder: a study has its results apart, and targets as without one."""

import pytest

from rgcore.errors import InputError
from rgcore.pipeline.jobs.missing_points import MissingPoints
from rgcore.pipeline.studies import check_study, in_study, results_folder
from rgcore.verification.references.choice import config_digest

TABLE = "results/tables/pca_recursion.parquet"


class Rule:
    def __init__(self, *output):
        self.output = output


@pytest.fixture(scope="module")
def folder(runs, tmp_path_factory):
    """A folder in which a table was made in a study."""
    folder = tmp_path_factory.mktemp("studies")
    process = runs(folder, TABLE, "--config", "study=mine")
    assert process.returncode == 0, process.stdout
    return folder


def test_a_study_has_all_its_files_apart(folder):
    made = {path.relative_to(folder / "results/mine").parts[0] for path in folder.glob("results/mine/**/*.*")}
    assert made == {"tables", "logs", "benchmarks"}
    assert (folder / "results/mine/tables/pca_recursion.parquet").exists()
    assert not (folder / "results/tables").exists()


def test_all_that_a_page_needs_is_in_the_study_and_nothing_is_made_twice(folder, runs):
    printed = runs(folder, "results/pages/stock_like.html", "--dry-run", "--config", "study=mine").stdout
    named = {word.strip(",") for word in printed.split() if word.startswith("results/")}
    assert "results/mine/pages/stock_like.html" in named
    assert {name for name in named if not name.startswith("results/mine/")} == set()


def test_for_the_page_of_a_data_set_no_other_is_analysed(tmp_path, runs):
    printed = runs(tmp_path, "results/pages/stock_like.html", "--dry-run").stdout
    assert "results/pcarg/stock_like/exclusion.parquet" in printed
    assert "neural_like" not in printed
    assert "reference_cells" not in printed


def test_paths_below_results_are_moved_once():
    assert results_folder(None) == "results"
    assert in_study("results/pages/a.html", None) == "results/pages/a.html"
    assert in_study("results/pages/a.html", "mine") == "results/mine/pages/a.html"
    assert in_study("results/mine/pages/a.html", "mine") == "results/mine/pages/a.html"
    assert in_study("cells.npy", "mine") == "cells.npy"


def test_points_are_looked_for_in_the_study(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "results/mine").mkdir(parents=True)
    (tmp_path / "results/mine/a.txt").touch()
    (tmp_path / "results/b.txt").touch()
    points = [{"name": "a"}, {"name": "b"}]
    split = [MissingPoints(study).split(points, [], ["results/{name}.txt"]) for study in ("mine", None)]
    assert split == [(points[:1], points[1:]), (points[1:], points[:1])]


@pytest.mark.parametrize("name", ["tables", "stamps"])
def test_a_study_cannot_have_the_name_of_a_folder_of_every_run(name):
    rules = [Rule(f"results/{name}/tables/a.parquet"), Rule("{word}.txt")]
    with pytest.raises(InputError, match=f"every run has a folder results/{name}: write another one"):
        check_study({"study": name}, rules)
    check_study({"study": "mine"}, [Rule("results/mine/tables/a.parquet")])


def test_an_input_below_results_is_refused_where_it_would_be_looked_for_in_the_study():
    config = {"study": "mine", "vrg": {"networks": {"own": ["results/dbn/T2.0.h5"]}}}
    with pytest.raises(InputError, match=r"config\.vrg\.networks\.own .* write \./results/dbn/T2\.0\.h5"):
        check_study(config, [])
    check_study({**config, "study": None}, [])


def test_a_study_is_compared_with_the_reference_of_its_config():
    assert config_digest({"root_seed": 1, "side": 8, "study": "mine"}) == config_digest({"side": 8})
