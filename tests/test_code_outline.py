"""Outlines of files: by their contents alone, the same with a cache, without one, and with one that is damaged."""

import hashlib
import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

import rgcore

HOME = Path(rgcore.__file__).parents[1]
READ = """
import ast, sys
from pathlib import Path
parsed, parse = [], ast.parse
ast.parse = lambda *arguments: parsed.append(1) or parse(*arguments)
from rgcore.code_outline import outline
print(outline(Path(sys.argv[1])), len(parsed), sep="\\n")
"""


@pytest.fixture
def read(tmp_path):
    """Return the outline of a text, and how many files a process parsed for it."""

    def read_text(text, cache=tmp_path / "cache"):
        (tmp_path / "file.py").write_text(text)
        done = subprocess.run(
            [sys.executable, "-c", READ, str(tmp_path / "file.py")],
            env={**os.environ, "PYTHONPATH": str(HOME), "XDG_CACHE_HOME": str(cache)},
            capture_output=True,
            text=True,
            check=True,
        )
        assert not done.stderr
        found, n_parsed = done.stdout.splitlines()
        return found, int(n_parsed)

    return read_text


@pytest.fixture
def stored(tmp_path):
    return tmp_path / "cache/rgcore/outlines.json"


def test_a_later_process_parses_nothing_that_has_not_changed(read):
    first, n_first = read("import rgcore.x\nx = 1\n")
    second, n_second = read("import rgcore.x\nx = 1\n")
    assert (first == second, n_first, n_second) == (True, 1, 0)


def test_an_edited_file_is_parsed_again(read):
    before, _ = read("x = 1\n")
    after, n_parsed = read("x = 2\n")
    assert (before != after, n_parsed) == (True, 1)


def test_names_survive_the_cache_with_their_types(read):
    text = "import rgcore.a as b\nfrom rgcore.c import d as e, f\nimport numpy\nload_cards('rgcore.g')\n"
    first, _ = read(text)
    assert first == read(text)[0]
    for part in ("('rgcore.a', None, 'b')", "('rgcore.c', 'd', 'e')", "('rgcore.c', 'f', 'f')", "'rgcore.g'"):
        assert part in first


def outlines_in(stored):
    return json.loads(stored.read_text().partition("\n")[2])


@pytest.mark.parametrize("damage", [b"", b'{"half', b"[1, 2]", b'{"key": 3}', b"\xff\xfe", b"[" * 10_000])
def test_a_damaged_cache_is_made_anew(read, stored, damage):
    first, _ = read("x = 1\n")
    stored.write_bytes(damage)
    assert read("x = 1\n") == (first, 1)
    assert len(outlines_in(stored)) == 1


@pytest.mark.parametrize(("there", "instead"), [("rgcore.errors", "rgcore.errorz"), (': ["', ': ["0')])
def test_a_letter_that_is_damaged_is_noticed(read, stored, there, instead):
    first, _ = read("import rgcore.errors\n")
    text = stored.read_text()
    assert there in text
    stored.write_text(text.replace(there, instead))
    assert read("import rgcore.errors\n") == (first, 1)
    assert not [path for path in stored.parent.iterdir() if path != stored]


def test_a_cache_that_cannot_be_made_is_none(read, tmp_path, monkeypatch):
    (tmp_path / "in_the_way").touch()
    monkeypatch.setenv("TMPDIR", str(tmp_path / "temporary"))
    (tmp_path / "temporary").mkdir()
    assert read("x = 1\n", cache=tmp_path / "in_the_way")[0] == read("x = 1\n")[0]


def test_what_other_versions_of_the_code_stored_is_not_used_and_kept(read, stored):
    first, _ = read("x = 1\n")
    [(key, outline)] = outlines_in(stored).items()
    text = json.dumps({key[::-1]: ["0" * 64, [], []]})
    stored.write_text(f"{hashlib.sha256(text.encode()).hexdigest()}\n{text}")
    assert read("x = 1\n") == (first, 1)
    assert outlines_in(stored) == {key[::-1]: ["0" * 64, [], []], key: outline}
