"""Paths and names are taken as they are, or refused in one sentence; what is no regular file is never opened."""

import os

import numpy as np
import pandas as pd
import pytest

from rgcore.datasets import read_dataset
from rgcore.errors import InputError

from ..refusals import GOOD, refused, saved


def matrix(path):
    return {"kind": "matrix", "path": str(path)}


@pytest.mark.usefixtures("soon")
def test_what_is_no_regular_file_is_refused_without_opening_it(tmp_path):
    os.mkfifo(tmp_path / "pipe.npy")
    refused(matrix(tmp_path / "pipe.npy"), "regular file", "a named pipe")
    (tmp_path / "zeros.npy").symlink_to("/dev/zero")
    refused(matrix(tmp_path / "zeros.npy"), "regular file", "a device")
    (tmp_path / "lost.npy").symlink_to("nowhere.npy")
    refused(matrix(tmp_path / "lost.npy"), "must exist", "a link to nowhere.npy, which does not")
    (tmp_path / "folder.npy").mkdir()
    refused(matrix(tmp_path / "folder.npy"), "data files of one type, found none")


@pytest.mark.usefixtures("soon")
def test_a_pipe_in_a_folder_of_files_is_refused(tmp_path):
    for name in "ab":
        np.save(tmp_path / f"{name}.npy", GOOD[:, 0])
    os.mkfifo(tmp_path / "c.npy")
    refused(matrix(tmp_path), "c.npy must be a regular file")


def test_a_link_to_a_file_is_followed(tmp_path):
    saved(tmp_path / "x.npy")
    (tmp_path / "link.npy").symlink_to("x.npy")
    assert read_dataset("x", matrix(tmp_path / "link.npy")).samples.shape == GOOD.shape


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read every file")
def test_a_file_without_permission_is_refused(tmp_path):
    block = saved(tmp_path / "x.npy")
    (tmp_path / "x.npy").chmod(0)
    refused(block, "no permission to read it")


@pytest.mark.parametrize("name", ["My {data} <x>/~a é.csv", "~a.csv", " a.csv", "ä ö.csv", "a'b\"c;$(d).csv"])
def test_a_path_may_hold_any_letters(tmp_path, monkeypatch, name):
    monkeypatch.chdir(tmp_path)
    path = tmp_path / name
    path.parent.mkdir(exist_ok=True)
    pd.DataFrame(GOOD, columns=list("abcd")).to_csv(path, index=False)
    assert read_dataset("x", matrix(name)).samples.shape == GOOD.shape


@pytest.mark.parametrize(
    ("name", "words"),
    [(300 * "x" + ".csv", "File name too long"), ("a\0b.csv", "null byte"), ("~nobody_x/x.csv", "exist")],
)
def test_a_path_that_no_file_can_have_is_refused(name, words):
    refused(matrix(name), words)


@pytest.mark.parametrize("name", ["cell\n1", "cell\u2028", "\u202exslx.cell", 201 * "c"])
def test_a_name_that_no_page_can_print_is_refused(tmp_path, name):
    pd.DataFrame(GOOD, columns=["a", name, "c", "d"]).to_parquet(tmp_path / "x.parquet")
    refused(matrix(tmp_path / "x.parquet"), "variable 2", "at most 200 characters", at_parse_time=False)


def test_a_header_that_goes_over_several_lines_is_refused(tmp_path):
    pd.DataFrame(GOOD, columns=["a", "b\n(Hz)", "c", "d"]).to_csv(tmp_path / "x.csv", index=False)
    refused(matrix(tmp_path / "x.csv"), "in one line", "ends inside quotes")


def test_a_long_name_that_is_not_there_is_shortened(tmp_path):
    np.savez(tmp_path / "x.npz", a=GOOD, b=GOOD)
    refused(
        matrix(tmp_path / "x.npz") | {"array": 1000 * "c"}, "must hold the array ccc", "...cccccccccccc, but"
    )
    with pytest.raises(InputError) as caught:
        read_dataset("x", matrix(1000 * "p"))
    assert len(str(caught.value)) < 200


def test_long_names_of_arrays_are_shortened_in_a_list(tmp_path):
    np.savez(tmp_path / "x.npz", **{190 * "q" + "\n": GOOD, "b": GOOD})
    refused(matrix(tmp_path / "x.npz"), "it holds qqq", r"...qqqqqqqqqqq\n, b")


def test_the_summary_names_no_folder_of_the_computer(tmp_path):
    assert read_dataset("x", saved(tmp_path / "x.npy")).summary == "read 40 samples of 4 variables from x.npy"
