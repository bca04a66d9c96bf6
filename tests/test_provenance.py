"""Fingerprints: changed by code, unchanged by comments, and limited to what is imported."""

from pathlib import Path

import pytest

import rgcore
from rgcore import provenance
from rgcore.errors import InputError
from rgcore.provenance import fingerprint, git_commit, merge_parameters


@pytest.fixture
def package(tmp_path, monkeypatch):
    """A tiny rgcore: a kernel, a package that re-exports it beside another module, a script."""
    room = tmp_path / "rgcore" / "room"
    room.mkdir(parents=True)
    (tmp_path / "rgcore" / "__init__.py").write_text("")
    (room / "__init__.py").write_text("from rgcore.room.other import g\nfrom rgcore.room.user import f\n")
    (room / "kernel.py").write_text('"""Doc."""\n\ndef k(x):\n    """Doc."""\n    return x + 1  # reason\n')
    (room / "user.py").write_text("from rgcore.room.kernel import k\n\ndef f(x):\n    return k(x)\n")
    (room / "other.py").write_text("def g(x):\n    return x\n")
    (tmp_path / "script.py").write_text("from rgcore.room import f\nf(1)\n")
    monkeypatch.setattr(provenance, "_ROOT", tmp_path / "rgcore")
    provenance._digest_and_imports.cache_clear()
    yield tmp_path
    provenance._digest_and_imports.cache_clear()


def digest_after(package, file, text):
    (package / "rgcore" / "room" / file).write_text(text)
    provenance._digest_and_imports.cache_clear()
    return fingerprint(package / "script.py")


def test_an_edit_two_imports_away_changes_the_fingerprint(package):
    before = fingerprint(package / "script.py")
    assert digest_after(package, "kernel.py", "def k(x):\n    return x + 2\n") != before


def test_comments_docstrings_and_layout_do_not(package):
    before = fingerprint(package / "script.py")
    same = '"""New."""\ndef k( x ):\n    """Other."""\n    # other\n    return (x + 1)\n'
    assert digest_after(package, "kernel.py", same) == before


def test_the_description_of_a_setting_does_not_but_its_range_does(package):
    text = "class K:\n    x: int = Field(ge={}, description={!r})\n\ndef k(x):\n    return x\n"
    before = digest_after(package, "kernel.py", text.format(1, "steps"))
    assert digest_after(package, "kernel.py", text.format(1, "steps of a walk")) == before
    assert digest_after(package, "kernel.py", text.format(2, "steps")) != before


def test_a_module_that_only_shares_the_package_does_not(package):
    before = fingerprint(package / "script.py")
    assert digest_after(package, "other.py", "def g(x):\n    return 2 * x\n") == before


def test_the_version_of_a_library_counts_where_it_is_imported(package, monkeypatch):
    def digests(version):
        monkeypatch.setattr(provenance, "_version", lambda _: version)
        return fingerprint(package / "script.py"), fingerprint("rgcore.room.other")

    text = "def k(x):\n    import numpy.linalg\n    return x\n"
    (package / "rgcore" / "room" / "kernel.py").write_text(text)
    (user, other), (changed_user, changed_other) = digests("1.0"), digests("1.1")
    assert user != changed_user
    assert other == changed_other


@pytest.mark.parametrize("call", ["load_cards('rgcore.deck')", "cards.load_card('rgcore.deck', name)"])
def test_a_new_card_changes_the_fingerprint_of_what_looks_cards_up(package, call):
    (package / "rgcore" / "deck").mkdir()
    (package / "rgcore" / "deck" / "ace.py").write_text("CARD = 1\n")
    (package / "script.py").write_text(f"{call}\n")
    before = fingerprint(package / "script.py")
    (package / "rgcore" / "deck" / "helper.py").write_text("x = 1\n")
    provenance._digest_and_imports.cache_clear()
    assert fingerprint(package / "script.py") == before
    (package / "rgcore" / "deck" / "queen.py").write_text("CARD = 12\n")
    provenance._digest_and_imports.cache_clear()
    assert fingerprint(package / "script.py") != before


def test_a_package_of_cards_that_is_not_written_out_is_refused(package):
    (package / "script.py").write_text("load_cards(DECK)\n")
    with pytest.raises(ValueError, match="must be written out in a call of load_cards, got DECK"):
        fingerprint(package / "script.py")


def test_every_module_writes_out_the_packages_whose_cards_it_looks_up():
    for path in Path(rgcore.__file__).parent.rglob("*.py"):
        fingerprint(path)


def test_an_unknown_module_is_refused():
    with pytest.raises(ValueError, match="no module"):
        fingerprint("rgcore.nowhere")


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


def test_a_file_that_is_no_python_is_one_sentence(tmp_path):
    (tmp_path / "half.py").write_text("x = 1\ny = (\n")
    with pytest.raises(
        InputError, match=r"half\.py must be a file of Python, but .*SyntaxError: .*, line 2$"
    ):
        fingerprint(tmp_path / "half.py")
