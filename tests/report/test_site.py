"""The first page of the report, alone and in a browser."""

import re
import shutil
import subprocess
from collections import Counter
from pathlib import Path

import numpy as np
import pandas as pd
import pytest
from matplotlib import image

from rgcore.claims.claim import VERDICTS
from rgcore.claims.schemas import CLAIMS
from rgcore.report.catalogue import CATALOGUE
from rgcore.report.site.caption_html import caption_html, first_words
from rgcore.report.site.index import CATEGORIES, HEADINGS, figure_files, index_page

TEMPLATE = (Path(__file__).parents[2] / "workflow/report/index.html").read_text("utf-8")
CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser")
PHONE = 390  # CSS pixels
CAPTION = "Widths against **temperature**. Bars are errors.\n\nThey <do> not grow.\n\nParameters: side = 8.\n"


@pytest.fixture(scope="module")
def page(larger_tables, tmp_path_factory):
    """The page of made-up tables with every figure, its pictures of random dots as wide as real ones."""
    folder = tmp_path_factory.mktemp("results")
    picture, caption = folder / "x.png", folder / "x.rst"
    image.imsave(picture, np.random.default_rng(1).random((60, 1400)))
    caption.write_text(CAPTION)
    files = figure_files([str(picture)], [str(caption)])["x"]
    rows = [
        dict.fromkeys(CLAIMS.names, "words ") | {"claim": f"c{place}", "kind": kind, "verdict": verdict}
        for place, (kind, verdict) in enumerate(zip([*HEADINGS] * 2, VERDICTS, strict=False))
    ]
    tables = {**larger_tables, "claims": pd.DataFrame(rows).assign(tables="mcrg pca_flow", figure="mcrg")}
    return index_page(tables, dict.fromkeys(CATALOGUE, files), ["neural_like"], TEMPLATE)


def test_every_figure_has_a_place_an_alternative_text_and_downloads(page):
    for name, card in CATALOGUE.items():
        text = page[page.index(f'<figure id="{name}">') :].split("</figure>")[0]
        assert f'alt="{card.title}. Widths against temperature. Bars are errors."' in text
        files = {f"../figures/{name}.{ending}" for ending in ("pdf", "svg", "csv")}
        files |= {f"../tables/{table}.parquet" for table in card.tables}
        assert files == set(re.findall(r'href="([^"#]+)"', text))
    assert 'id="fig6"' in page


def test_headings_follow_the_essay_and_claims_stand_first(page):
    headings = re.findall(r"<h2[^>]*>([^<]+)</h2>", page)
    assert headings[:2] == ["Claims", "What the data show"]
    assert headings[2:] == [name for name in CATEGORIES if name in headings] + headings[2 + len(CATEGORIES) :]
    assert set(CATEGORIES) <= {card.category for card in CATALOGUE.values()}


def test_parameters_are_folded_and_text_of_captions_is_no_markup(page):
    assert '<summary class="how">Parameters</summary><p>side = 8.</p>' in page
    assert "They &lt;do&gt; not grow." in page
    assert caption_html(".. raw:: html\n\n   <script>") == ""


def test_the_alternative_text_ends_with_a_sentence():
    assert first_words("One. " + "Two words. " * 40).endswith("words.")
    assert len(first_words("One. " + "Two words. " * 40)) <= 300


@pytest.mark.skipif(CHROMIUM is None, reason="no chromium is installed")
def test_nothing_is_wider_than_a_telephone_and_all_downloads_are_seen(page, tmp_path):
    (tmp_path / "index.html").write_text(page)
    (tmp_path / "frame.html").write_text(
        f"<iframe src=index.html style='width:{PHONE}px;height:800px;border:0' onload=\"document.title="
        "this.contentDocument.documentElement.scrollWidth+' '+this.contentDocument.images[0].clientWidth"
        "+' '+Array.from(this.contentDocument.querySelectorAll('figure a[download]')).filter("
        "a=>a.offsetWidth>0).map(a=>a.pathname.split('.').pop())\">"
    )
    options = ["--headless", "--no-sandbox", "--disable-gpu", "--allow-file-access-from-files", "--dump-dom"]
    command = [
        CHROMIUM,
        *options,
        f"--user-data-dir={tmp_path / 'profile'}",
        (tmp_path / "frame.html").as_uri(),
    ]
    shown = subprocess.run(command, capture_output=True, text=True, check=True, timeout=120).stdout
    widest, picture, downloads = re.search(r"<title>(\d+) (\d+) ([\w,]+)</title>", shown).groups()
    assert int(widest) <= PHONE
    assert int(picture) > PHONE / 2
    endings = Counter(downloads.split(","))
    assert endings["pdf"] == endings["svg"] == endings["csv"] == len(CATALOGUE)
    assert endings["parquet"] == sum(len(card.tables) for card in CATALOGUE.values())
