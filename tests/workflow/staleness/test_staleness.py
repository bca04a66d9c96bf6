"""Files compared with the stamps that they would have now."""

import os
from pathlib import Path

import pytest
import snakemake.api  # noqa: F401 - loads the classes that are replaced

from rgcore.errors import InputError
from rgcore.pipeline.staleness import digests as digests_module
from rgcore.pipeline.staleness import reruns
from rgcore.pipeline.staleness.digests import KnownDigests
from rgcore.pipeline.staleness.reruns import decide_by_stamps
from rgcore.pipeline.staleness.stamp_difference import differ_in_config, first_difference
from rgcore.pipeline.staleness.verdicts import Verdicts
from rgcore.pipeline.staleness.wanted import WantedStamps
from rgcore.pipeline.stamps import Portion, portable, stamp_of
from rgcore.provenance import Stamp, file_digest
from rgcore.tables import write_text
from rgcore.tables.stamp_files import read_stamp_of, write_stamp_beside

STAMP = Stamp(
    parameters={"side": 8, "training": {"n_epochs": 5, "rate": 0.1}},
    root_seed=1,
    code="abc",
    inputs={"results/a.parquet": "1"},
    versions={"numba": "0.60", "numpy": "2.0"},
)


@pytest.mark.parametrize(
    ("changes", "found", "wanted"),
    [
        ({"root_seed": 2}, "root_seed 1", "root_seed 2"),
        (
            {"parameters": {"side": 8, "training": {"n_epochs": 6, "rate": 0.1}}},
            "training.n_epochs 5",
            "training.n_epochs 6",
        ),
        ({"parameters": {"side": 8}}, 'training {"n_epochs": 5, "rate": 0.1}', "no training"),
        (
            {"parameters": {**STAMP.parameters, "structure": None}},
            "no structure",
            "structure null",
        ),
        ({"code": "abd"}, "other code", "the present code"),
        ({"code": "abd", "versions": {"numba": "0.61", "numpy": "2.0"}}, "numba 0.60", "numba 0.61"),
        ({"inputs": {"results/b.parquet": ""}}, "input results/a.parquet", "input results/b.parquet"),
        (
            {"inputs": {"results/a.parquet": "", "results/b.parquet": "", "results/c.parquet": ""}},
            "nothing else",
            "input results/b.parquet and 1 more",
        ),
    ],
)
def test_the_first_difference_of_two_stamps_is_named(changes, found, wanted):
    fields = {name: getattr(STAMP, name) for name in STAMP.as_stored()}
    assert first_difference(STAMP.as_stored(), Stamp(**{**fields, **changes}).as_stored()) == (found, wanted)


def test_measured_facts_digests_and_versions_that_the_code_does_not_use_make_no_difference():
    other = Stamp(
        parameters={"training": {"rate": 0.1, "n_epochs": 5}, "side": 8},
        measured={"tau": 2.5},
        root_seed=1,
        code="abc",
        inputs={"results/a.parquet": "2"},
        versions={"numba": "0.61", "numpy": "2.0"},
    )
    assert first_difference(STAMP.as_stored(), other.as_stored()) is None


@pytest.mark.parametrize(
    ("changes", "differ"),
    [
        ({"root_seed": 2}, True),
        ({"parameters": {"side": 9, "training": {"n_epochs": 5, "rate": 0.1}}}, True),
        ({"parameters": {"side": 8, "training": {"n_epochs": 5, "rate": 0.1}, "template": "a"}}, False),
        ({"code": "abd", "inputs": {"results/b.parquet": ""}}, False),
    ],
)
def test_other_code_is_not_taken_for_another_config(changes, differ):
    fields = {name: getattr(STAMP, name) for name in STAMP.as_stored()}
    other = Stamp(**{**fields, **changes}).as_stored()
    assert differ_in_config(STAMP.as_stored(), other) is differ
    assert not differ_in_config({}, other)


@pytest.mark.parametrize(
    "method", ["persistence.PersistenceBase.input_checksums", "dag.DAG.check_output_mtime"]
)
def test_a_snakemake_that_would_not_ask_the_stamps_is_refused(monkeypatch, method):
    monkeypatch.delattr(f"snakemake.{method}")
    name = method.split(".")[-1]
    with pytest.raises(InputError, match=f"such as the tested 9.*, but 9.* has no method {name}: give"):
        decide_by_stamps()


def test_the_version_of_snakemake_that_is_named_as_tested_is_the_one_that_is_installed():
    assert f"\nsnakemake=={reruns._TESTED} " in (Path(__file__).parents[3] / "requirements.lock").read_text()


def test_a_file_is_read_again_only_if_size_or_time_changed(tmp_path, monkeypatch):
    data, read = tmp_path / "data.csv", []
    data.write_text("1,2\n")
    monkeypatch.setattr(digests_module, "file_digest", lambda path: read.append(path) or file_digest(path))
    known = KnownDigests(tmp_path / "digests.json")
    first = known.of(str(data))
    known.store()
    assert KnownDigests(tmp_path / "digests.json").of(str(data)) == first
    assert len(read) == 1
    times = data.stat().st_atime, data.stat().st_mtime
    data.write_text("1,3\n")
    os.utime(data, times)  # as after cp -p: the time of the last change of the entry cannot be set back
    assert KnownDigests(tmp_path / "digests.json").of(str(data)) == file_digest(data) != first


@pytest.mark.parametrize("damage", ["{half", "3", "null", "[1]", '{"path": 3}', '{"path": []}'])
def test_damaged_notes_of_digests_are_computed_again(tmp_path, damage):
    (tmp_path / "digests.json").write_text(damage)
    (tmp_path / "data.csv").write_text("1\n")
    assert KnownDigests(tmp_path / "digests.json").of(str(tmp_path / "data.csv"))


class Files:
    """Two jobs in the present folder: a figure drawn from a text, which is made from a file of the user."""

    def __init__(self):
        self.portions = [
            Portion(params={"code": "m", "root_seed": 4}, input=["data.csv"], output=["results/made.txt"]),
            Portion(
                params={"code": "d", "figure": "f"}, input=["results/made.txt"], output=["results/drawn.png"]
            ),
        ]
        write_text("1,2\n", "data.csv")
        for portion in self.portions:
            write_text(f"from {portion.input}", portion.output[0])
            self.stamp(portion)

    def stamp(self, portion):
        digests = {portable(path): file_digest(path) for path in portion.input}
        write_stamp_beside(portion.output[0], stamp_of(portion, [], digests))

    def stale(self, recorded=True, **changes):
        """Return the reasons, with other params of the first job."""
        made, drawn = self.portions
        made = Portion(params={**made.params, **changes}, input=made.input, output=made.output)
        makers = {path: portion for portion in (made, drawn) for path in portion.output}
        verdicts = Verdicts(makers.get, KnownDigests(Path(".snakemake/digests.json")))
        return [str(each) for portion in (made, drawn) for each in verdicts.of(portion, recorded=recorded)]


@pytest.fixture
def files(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    return Files()


@pytest.mark.parametrize("recorded", [True, False])
def test_files_as_they_were_made_are_kept(files, recorded):
    assert files.stale(recorded) == []


def test_another_seed_makes_stale_what_was_drawn_with_it(files):
    assert files.stale(root_seed=5) == ["results/made.txt was made with root_seed 4 in place of root_seed 5"]


def test_other_contents_of_a_users_file_count_whatever_its_time(files):
    write_text("1,3\n", "data.csv")
    os.utime("data.csv", (10, 10))
    reason = "results/made.txt was made with other contents of data.csv in place of the present ones"
    assert files.stale() == [reason]


@pytest.mark.parametrize("year", [10, 4e9])
def test_another_time_of_a_users_file_does_not_count(files, year):
    os.utime("data.csv", (year, year))
    assert files.stale() == []


def test_without_a_record_the_contents_of_all_inputs_are_compared(files):
    write_text("another text", "results/made.txt")
    files.stamp(files.portions[0])
    assert files.stale() == []
    assert files.stale(recorded=False) == [
        "results/drawn.png was made with other contents of results/made.txt in place of the present ones"
    ]


def test_a_file_that_is_not_the_one_of_its_stamp_is_made_again(files):
    write_text("another figure", "results/drawn.png")
    assert files.stale() == ["results/drawn.png is damaged"]


@pytest.mark.parametrize(
    "text", ["{half", "3", "[1]", "{}", '{"sha256": "x"}', pytest.param("[" * 10_000, id="deep")]
)
def test_a_file_whose_stamp_is_damaged_is_made_again(files, text):
    write_text(text, "results/stamps/drawn.png.json")
    assert files.stale() == ["results/drawn.png is damaged"]


def test_a_file_without_a_stamp_is_of_unknown_origin(files):
    os.remove("results/stamps/drawn.png.json")
    assert read_stamp_of("results/drawn.png") == {}
    [reason] = files.stale()
    assert reason.startswith("results/drawn.png was made with parameters that are not recorded")


def test_the_stamp_of_a_missing_file_is_the_one_that_it_would_have():
    maker = {
        "results/a.parquet": Portion(
            params={"code": "a", "root_seed": 3, "n": 4},
            wildcards={"side": "8"},
            output=["results/a.parquet"],
        )
    }
    behind = Portion(params={"code": "b"}, input=["results/a.parquet"], output=["results/b.parquet"])
    stamp = WantedStamps(maker.get).of(behind)
    assert (stamp["root_seed"], stamp["parameters"]) == (3, {"n": 4, "side": "8"})


def test_a_joined_table_is_made_with_parameters_and_code_of_its_parts():
    part = Portion(params={"code": "a", "side": 8}, wildcards={}, input=[], output=["results/part.parquet"])
    whole = Portion(
        params={"code": "b", "joins": True},
        wildcards={},
        input=["results/part.parquet"],
        output=["results/tables/whole.parquet"],
        joins=True,
    )
    wanted = WantedStamps({"results/part.parquet": part}.get).of(whole)
    assert wanted["parameters"] == {"side": 8}
    assert wanted["code"] == "b a"
