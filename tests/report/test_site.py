"""The first page of the report, alone and in a browser."""

import re
import subprocess
import zlib
from collections import Counter
from pathlib import Path
from typing import Annotated

import numpy as np
import pandas as pd
import pytest
from matplotlib import image
from pydantic import TypeAdapter, ValidationError

from rgcore.claims.claim import NOT_IN_THIS_RUN, REPRODUCED, VERDICTS
from rgcore.claims.claims_table import all_claims
from rgcore.claims.schemas import CLAIMS
from rgcore.pipeline.config.model import config_model
from rgcore.pipeline.subjects import tables as tables_of_subjects
from rgcore.report.catalogue import CATALOGUE
from rgcore.report.site.caption_html import caption_html, first_words, folded_caption
from rgcore.report.site.docs_page import docs_page, method_address
from rgcore.report.site.index import (
    CATEGORIES,
    HEADINGS,
    SHOW_LINKS_TO_REPORT,
    figure_files,
    index_page,
)

from .browser import CHROMIUM, PHONE, needs_browser, shown_in_browser

HOME = Path(__file__).parents[2]
TEMPLATE = (HOME / "workflow/report/index.html").read_text("utf-8")
CAPTION = "Widths against **temperature**. Bars are errors.\n\nThey <do> not grow.\n\nParameters: side = 8.\n"
LONG_WORD = "enumeration" * 12
LONG = "Essay figure 2. " + "One *of the. many* sentences. " * 20 + "\n\nSeen: 3."


@pytest.fixture(scope="module")
def page(larger_tables, tmp_path_factory):
    """The page of made-up tables with every figure, its pictures of random dots as wide as real ones."""
    folder = tmp_path_factory.mktemp("results")
    picture, caption = folder / "x.png", folder / "x.rst"
    image.imsave(picture, np.random.default_rng(1).random((60, 1400)))
    caption.write_text(CAPTION.replace("8.", f"8; {LONG_WORD} = 1."))
    files = figure_files([str(picture)], [str(caption)])["x"]
    rows = [
        dict.fromkeys(CLAIMS.names, "words ") | {"claim": f"c{place}", "kind": kind, "verdict": verdict}
        for place, (kind, verdict) in enumerate(zip([*HEADINGS] * 2, VERDICTS, strict=False))
    ]
    claims = pd.DataFrame(rows).assign(tables="mcrg pca_flow", figure="mcrg", page="mcrg.md")
    tables = {**larger_tables, "claims": claims}
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


@pytest.fixture(scope="module")
def docs():
    """The pages of docs as one."""
    template = (HOME / "workflow/report/docs.html").read_text("utf-8")
    return docs_page(HOME, (HOME / "workflow/site/navigation.yaml").read_text("utf-8"), template)


def test_each_verdict_of_a_run_stands_with_what_it_means(page):
    for verdict, meaning in VERDICTS.items():
        assert f"<li>{verdict} (1): {meaning}</li>" in page


def test_no_heading_stands_inside_another_of_its_name(page):
    headings = re.findall(r"<h[23][^>]*>([^<]+)</h[23]>", page)
    assert "What the essay states" in headings
    assert len(set(headings)) == len(headings)


def test_a_claim_leads_to_its_figure_its_method_and_its_tables(page):
    for row in re.findall(r'<tr id="c\d">.*?</tr>', page, re.DOTALL):
        leads = re.findall(r'href="([^"]+)"', row)
        assert leads == [
            "#mcrg",
            "docs.html#mcrg",
            "../tables/mcrg.parquet",
            "../tables/pca_flow.parquet",
        ]


def test_a_figure_that_is_not_there_has_no_link(larger_tables):
    row = dict.fromkeys(CLAIMS.names, "words") | {"kind": "claim", "figure": "mcrg", "page": "mcrg.md"}
    row["verdict"] = REPRODUCED
    shown = index_page({"claims": pd.DataFrame([row]).assign(value=0.0)}, {}, [], TEMPLATE)
    assert 'href="docs.html#mcrg"' in shown
    assert "#mcrg" not in shown.replace("docs.html#mcrg", "")


def test_a_claim_that_a_run_cannot_judge_names_the_command_that_can(page):
    commands = re.findall(r"<pre><code>([^<]+)</code></pre>", page)
    assert len(commands) == page.count(f'">{NOT_IN_THIS_RUN}</span>') == 1
    made = re.findall(r" results/tables/(\w+)\.parquet", commands[0])
    assert made == ["mcrg", "pca_flow"]
    assert set(made) < {table.name for table in tables_of_subjects()}
    study = re.search(r" --config study=(\S+)$", commands[0])[1]
    as_in_a_config = Annotated[str, *config_model().model_fields["study"].metadata]
    assert TypeAdapter(as_in_a_config).validate_python(study) == study
    with pytest.raises(ValidationError):
        TypeAdapter(as_in_a_config).validate_python(f"{study}/other")


def test_every_method_of_a_claim_is_a_place_in_the_page_of_docs(docs):
    places = set(re.findall(r' id="([^"]+)"', docs))
    assert {method_address(one.page).removeprefix("docs.html#") for one in all_claims()} <= places


def test_the_page_of_docs_needs_nothing_else_and_its_links_lead_somewhere(docs):
    places = re.findall(r' id="([^"]+)"', docs)
    assert len(set(places)) == len(places)
    leads = set(re.findall(r'href="([^"]+)"', docs))
    assert {lead for lead in leads if lead.startswith("#") and lead[1:] not in places} == set()
    assert {lead for lead in leads if not re.match("#|https://", lead)} == {
        "run.css",
        "index.html",
        "index.html#claims",
    }
    tutorial = docs[docs.index('<article id="tutorials-cells">') :].split("</article>")[0]
    assert 'href="#spikes"' in tutorial
    assert set(re.findall(r' src="(.{15})', docs)) == {"data:image/png;"}


def test_parameters_are_folded_and_text_of_captions_is_no_markup(page):
    assert '<summary class="how">Parameters</summary><p>side = 8; ' in page
    assert "They &lt;do&gt; not grow." in page
    assert caption_html(".. raw:: html\n\n   <script>") == ""


def test_of_a_caption_the_first_sentences_are_seen_and_the_rest_is_folded(page):
    opening, rest = folded_caption(LONG)
    assert first_words(LONG) == re.sub("<[^>]+>", "", opening)
    assert 200 < len(first_words(LONG)) <= 300
    assert opening.endswith("sentences.</p>")
    assert rest.startswith("<p>One <em>")
    assert rest.endswith("<p>Seen: 3.</p>")
    words = re.sub("<[^>]+>", " ", f"{opening} {rest}").split()
    assert words == LONG.replace("*", "").split()
    assert page.count("numbers of this\nrun</summary><p>They &lt;do&gt; not grow.</p></details>") == len(
        CATALOGUE
    )


def test_a_short_caption_is_not_folded():
    opening, rest = folded_caption("Two words. And three more.")
    assert (opening, rest) == ("<p>Two words. And three more.</p>", "")


def test_the_alternative_text_ends_with_a_sentence():
    assert first_words("One. " + "Two words. " * 40).endswith("words.")
    assert len(first_words("One. " + "Two words. " * 40)) <= 300


@needs_browser
def test_a_method_is_shown_where_a_claim_leads_and_is_no_wider_than_a_telephone(docs, tmp_path):
    (tmp_path / "docs.html").write_text(docs)
    method = method_address("mcrg.md")
    title = "d.documentElement.scrollWidth+' '+d.getElementById('mcrg').getBoundingClientRect().top"
    widest, top = map(float, shown_in_browser(method, title, tmp_path).split())
    assert widest <= PHONE
    assert abs(top) < 1


@needs_browser
@pytest.mark.parametrize("template", ["docs", "dataset_page"])
def test_a_link_to_the_report_is_seen_where_the_report_was_made(template, tmp_path):
    source = (HOME / f"workflow/report/{template}.html").read_text("utf-8")
    head = source[: source.index("</head>")].replace("../report/", "")
    links = re.findall(r"<(?:a|span) class=\"whole-run\".*?</(?:a|span)>", source)
    (tmp_path / "page.html").write_text(f"{head}</head>{' '.join(links)}")
    assert len(re.findall(r'href="(?:../report/)?index\.html', source)) == len(links) > 0
    seen = "Array.from(d.querySelectorAll('a')).filter(each=>each.offsetWidth>0).length"
    assert shown_in_browser("page.html", seen, tmp_path) == "0"
    (tmp_path / "run.css").write_text(SHOW_LINKS_TO_REPORT)
    assert shown_in_browser("page.html", seen, tmp_path) == str(len(links))


@needs_browser
def test_nothing_is_wider_than_a_telephone_and_all_downloads_are_seen(page, tmp_path):
    (tmp_path / "index.html").write_text(page)
    title = (
        "(d.querySelectorAll('details').forEach(each=>each.open=true),d.documentElement.scrollWidth"
        "-d.documentElement.clientWidth)+' '+d.images[0].clientWidth+' '+Array.from(d.querySelectorAll("
        "'figure a[download]')).filter(a=>a.offsetWidth>0).map(a=>a.pathname.split('.').pop())"
    )
    beyond, picture, downloads = shown_in_browser("index.html", title, tmp_path).split()
    assert int(beyond) == 0
    assert int(picture) > 1.5 * PHONE  # it scrolls in its frame, where panels side by side can be read
    endings = Counter(downloads.split(","))
    assert endings["pdf"] == endings["svg"] == endings["csv"] == len(CATALOGUE)
    assert endings["parquet"] == sum(len(card.tables) for card in CATALOGUE.values())


@needs_browser
def test_every_link_and_every_fold_is_reached_by_keyboard(page, tmp_path):
    (tmp_path / "index.html").write_text(page)
    title = (
        "Array.from(d.querySelectorAll('a[href],summary')).map(each=>{"
        "for(let fold=each.parentElement.closest('details');"
        "fold;fold=fold.parentElement.closest('details'))fold.open=true;each.focus();"
        "return each.tabIndex==0&&d.activeElement==each&&each.matches(':focus')}).join(' ')"
    )
    reached = shown_in_browser("index.html", title, tmp_path).split()
    assert len(reached) == len(re.findall(r"<a\s[^>]*href|<summary", page))
    assert set(reached) == {"true"}


def printed_text(html, tmp_path):
    """Return the glyphs that chromium shows in the PDF of a page, in their order."""
    page, pdf = tmp_path / "printed.html", tmp_path / "printed.pdf"
    page.write_text(html)
    options = ["--headless", "--no-sandbox", "--disable-gpu", "--no-pdf-header-footer"]
    command = [CHROMIUM, *options, f"--user-data-dir={tmp_path / 'profile'}", f"--print-to-pdf={pdf}"]
    subprocess.run([*command, page.as_uri()], capture_output=True, check=True, timeout=120)
    streams = re.findall(rb"stream\r?\n(.*?)\r?\nendstream", pdf.read_bytes(), re.DOTALL)
    drawn = b"".join(map(inflated, streams))
    return re.findall(rb"(?:<[0-9A-F]+>|\[[^\]]*\]) T[jJ]", drawn)


def inflated(stream):
    try:
        return zlib.decompress(stream)
    except zlib.error:  # a picture or a font that is compressed in another way
        return b""


@needs_browser
@pytest.mark.parametrize("template", ["report/index", "report/docs", "report/dataset_page", "site/page"])
def test_what_is_folded_on_the_screen_is_printed(template, tmp_path):
    source = (HOME / f"workflow/{template}.html").read_text("utf-8")
    style = re.search(r"<style>.*?</style>", source, re.DOTALL)[0]
    text = "<main><p>Seen.</p><details{}><summary>More</summary><p>Folded words.</p></details></main>"
    folded, opened = (f"<!doctype html>{style}{text.format(how)}" for how in ("", " open"))
    printed = printed_text(folded, tmp_path)
    assert printed == printed_text(opened, tmp_path)
    assert len(printed) > len(printed_text(text.format(""), tmp_path))
