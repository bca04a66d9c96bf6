"""The site of docs is built without a warning, every page is in it, and what the tutorials print runs."""

import re
import shutil
import subprocess
import sys

import pytest
import yaml

from rgcore.__main__ import main
from rgcore.datasets.config_block import dataset_settings
from rgcore.report.site.markdown_pages import read_page

from .pages import ROOT, blocks_of_code

TUTORIALS = sorted((ROOT / "docs/tutorials").glob("*.md"))
CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser")
MOST_WORDS = 900
NO_PROSE = re.compile(
    r"<!--.*?-->|```.*?```|<details>.*?</details>|^(?:\||    )[^\n]*$|\]\([^)]*\)|[#*`\[\]!]",
    re.DOTALL | re.MULTILINE,
)


def built(folder, home=ROOT):
    command = [sys.executable, home / "workflow/site/build.py", folder]
    return subprocess.run(command, capture_output=True, text=True, check=False, cwd=home)


@pytest.fixture(scope="module")
def site(tmp_path_factory):
    folder = tmp_path_factory.mktemp("site")
    run = built(folder)
    assert run.returncode == 0, run.stderr
    assert not run.stderr
    return folder


def test_every_page_and_every_room_with_public_names_is_in_the_site(site):
    pages = {path.relative_to(site).with_suffix("").as_posix() for path in site.rglob("*.html")}
    assert {
        path.relative_to(ROOT / "docs").with_suffix("").as_posix() for path in ROOT.glob("docs/**/*.md")
    } <= pages
    assert {"reference/api/pcarg", "reference/api/ising", "reference/api/rbm"} <= pages
    text = (site / "reference/api/pcarg.html").read_text()
    assert '<h2 id="moment_flow">moment_flow</h2>' in text
    assert "A float is a fraction f in (0, 1] of the M modes left after dropping" in text


def test_links_and_pictures_of_the_site_are_files_of_it_and_none_needs_a_network(site):
    for page in site.rglob("*.html"):
        text = page.read_text()
        places = re.findall(r'(?:href|src)="(?![a-z]+:)([^"#]+)', text)
        assert [place for place in places if not (page.parent / place).exists()] == []
        assert not re.search(r'(?:src="|@import |<link [^>]*)https?:', text)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        (
            "# One\n[x](absent.md)\n",
            "docs/mine.md has a link to docs/absent.md, which is no page of the site",
        ),
        (
            "# One\n[x](index.md#absent)\n",
            "docs/mine.md has a link to index#absent, but index has no such heading",
        ),
        ("# One\n[x](../absent.py)\n", "docs/mine.md has a link to absent.py, which does not exist"),
        ("One\n", "docs/mine.md must begin with a title"),
        ("# One\n```pyhton\n1\n```\n", "a block of code is in the language 'pyhton'"),
    ],
)
def test_a_page_with_a_mistake_is_named(tmp_path, text, words):
    (tmp_path / "docs").mkdir()
    (tmp_path / "rgcore").mkdir()
    shutil.copytree(ROOT / "workflow/site", tmp_path / "workflow/site")
    (tmp_path / "workflow/site/navigation.yaml").write_text("Start: [index]\n")
    (tmp_path / "docs/index.md").write_text("# Title\n")
    (tmp_path / "docs/mine.md").write_text(text)
    run = built(tmp_path / "site", tmp_path)
    assert run.returncode == 1
    assert f"Error: {words}" in run.stderr
    assert not (tmp_path / "site").exists()


def test_long_names_in_tables_may_be_broken_and_are_found_whole():
    name, file = "width_against_correlation_length", "docs/block_size_hypotheses.md"
    page = read_page("mine", f"# One\n| a |\n|---|\n| {name} [x]({file}) |\n\n{name}\n", ROOT)
    assert page.body.count("width_<wbr>against_<wbr>correlation_<wbr>length ") == 1
    assert page.body.count("<wbr>") == 3
    assert page.text.split().count(name) == 2


@pytest.mark.skipif(CHROMIUM is None, reason="no chromium is installed")
def test_the_search_finds_a_page_from_a_file(site, tmp_path):
    (site / "try.html").write_text(
        "<iframe src=glossary.html style='width:390px;height:800px' onload=\"const d=this.contentDocument,"
        "s=d.getElementById('search');s.value='marchenko bulk';s.dispatchEvent(new Event('input'));"
        "document.title=d.documentElement.scrollWidth+' '+[...d.querySelectorAll('#found a')].map(a=>a.textContent)\">"
    )
    options = ["--headless", "--no-sandbox", "--disable-gpu", "--allow-file-access-from-files", "--dump-dom"]
    command = [CHROMIUM, *options, f"--user-data-dir={tmp_path}", (site / "try.html").as_uri()]
    shown = subprocess.run(command, capture_output=True, text=True, check=True, timeout=120).stdout
    width, titles = re.search(r"<title>(\d+) ([^<]*)</title>", shown).groups()
    assert int(width) <= 390
    assert "Glossary" in titles


@pytest.mark.parametrize("page", TUTORIALS, ids=lambda page: page.stem)
def test_what_a_tutorial_prints_runs(page, tmp_path, monkeypatch, capsys):
    monkeypatch.chdir(tmp_path)
    text = page.read_text("utf-8")
    for snippet in blocks_of_code(text, "python"):
        exec(compile(snippet, page.name, "exec"), {})
    for command in "".join(blocks_of_code(text, "bash")).splitlines():
        program, *arguments = command.split()
        assert program == "make" or main(arguments) == 0  # test_make_in_docs.py reads what follows make
    if page.stem == "prices":
        assert re.search(
            r"warning: S03: daily log return of -0.* near a 2-for-1 split", capsys.readouterr().out
        )
    for config in blocks_of_code(text, "yaml"):
        for block in yaml.safe_load(config).get("datasets", {}).values():
            assert block is None or dataset_settings(block)


def test_a_page_has_at_most_nine_hundred_words_outside_tables_code_and_what_is_folded():
    pages = [page for page in ROOT.glob("docs/**/*.md") if "reference" not in page.parts]
    assert len(pages) > 50
    counts = {page.name: len(NO_PROSE.sub(" ", page.read_text("utf-8")).split()) for page in pages}
    assert {name: count for name, count in counts.items() if count > MOST_WORDS} == {}
