"""Where a table comes from: merged parameters, and the commit of a checkout or a worktree."""

import pytest

from rgcore import provenance
from rgcore.provenance import git_commit, merge_parameters


def test_merged_parameters_are_one_value_or_the_list_of_values():
    merged = merge_parameters([{"side": 8, "temperature": "2.0"}, {"side": 8, "temperature": "3.0"}])
    assert merged == {"side": 8, "temperature": ["2.0", "3.0"]}


@pytest.mark.parametrize(
    ("files", "commit"),
    [
        ({"HEAD": "ref: refs/heads/main\n", "refs/heads/main": "abc\n"}, "abc"),
        ({"HEAD": "ref: refs/heads/main\n", "packed-refs": "# pack\ndef refs/heads/main\n"}, "def"),
        ({"HEAD": "0123\n"}, "0123"),
        ({"HEAD": "ref: refs/heads/new\n", "packed-refs": ""}, "unknown"),
        ({}, "unknown"),
    ],
)
def test_the_commit_is_read_from_the_checkout(tmp_path, monkeypatch, files, commit):
    for name, text in files.items():
        path = tmp_path / ".git" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text)
    monkeypatch.setattr(provenance, "_ROOT", tmp_path / "rgcore")
    assert git_commit() == commit


@pytest.mark.parametrize("gitdir", ["{}/clone/.git/worktrees/tree", "../clone/.git/worktrees/tree"])
@pytest.mark.parametrize(
    ("files", "commit"),
    [
        ({"worktrees/tree/HEAD": "0123\n"}, "0123"),
        ({"worktrees/tree/HEAD": "ref: refs/heads/mine\n", "refs/heads/mine": "abc\n"}, "abc"),
        ({"worktrees/tree/HEAD": "ref: refs/heads/mine\n", "packed-refs": "def refs/heads/mine\n"}, "def"),
        ({"HEAD": "ref: refs/heads/main\n", "refs/heads/main": "not here\n"}, "unknown"),
    ],
)
def test_the_commit_of_a_worktree_is_read_from_the_clone_that_it_belongs_to(
    tmp_path, monkeypatch, gitdir, files, commit
):
    for name, text in ({"worktrees/tree/commondir": "../..\n"} | files).items():
        path = tmp_path / "clone/.git" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text)
    (tmp_path / "tree").mkdir()
    (tmp_path / "tree/.git").write_text(f"gitdir: {gitdir.format(tmp_path)}\n")
    monkeypatch.setattr(provenance, "_ROOT", tmp_path / "tree/rgcore")
    assert git_commit() == commit
