"""The pages of docs as one page beside the report, so that a claim leads to its method without a network."""

import os
import re
from collections.abc import Sequence
from pathlib import Path, PurePosixPath

import yaml
from markupsafe import Markup
from pygments.formatters import HtmlFormatter

from rgcore.report.html import picture_uri, render_html
from rgcore.report.site.markdown_pages import Page, read_page
from rgcore.tables.text import read_text

__all__ = ["docs_page", "method_address", "page_sources", "sections_of"]

_DOCS_PAGE = "docs.html"
"""File of the page, beside the report."""

_HEADING = re.compile(r"<(/?)h([1-5])\b")
_ID = re.compile(r'<(h[1-6]) id="([^"]*)"')
_LINK = re.compile(r'href="(?![a-z]+:)([^"#]*)(?:#([^"]*))?"')
_PICTURE = re.compile(r'src="([\w/]+\.png)"')


def method_address(page: str) -> str:
    """Return the address of a page of docs, such as "block_size.md", as a link from the report."""
    return f"{_DOCS_PAGE}#{_place(page.removesuffix('.md'), '')}"


def page_sources(repository: Path) -> dict[str, str]:
    """Return the Markdown of the pages of docs by their paths without the ending."""
    docs = repository / "docs"
    return {
        file.relative_to(docs).with_suffix("").as_posix(): read_text(file)
        for file in sorted(docs.rglob("*.md"))
    }


def sections_of(navigation: str, paths: Sequence[str]) -> dict[str, list[str]]:
    """Return the paths of each section: those that a text in YAML names, then, as "More", the others."""
    sections = yaml.safe_load(navigation)
    named = {path for each in sections.values() for path in each}
    others = [path for path in paths if path not in named]
    return sections | ({"More": others} if others else {})


def docs_page(repository: Path, navigation: str, template: str) -> str:
    """Return all pages of docs as one page of HTML that needs nothing else: pictures are inside, links stay within.

    Parameters
    ----------
    repository : Path
        Its folder ``docs`` has the pages and their pictures.
    navigation : str
        YAML: sections with paths of pages, in their order.
    template : str
        Jinja2 HTML with the places ``code_style`` (CSS) and ``sections`` (by name a list of pages, each with ``place``,
        ``title`` and ``body``).
    """
    sources = page_sources(repository)
    pages = {path: read_page(path, text, repository) for path, text in sources.items()}
    sections = sections_of(navigation, list(pages))
    return render_html(
        template,
        code_style=Markup(HtmlFormatter().get_style_defs("pre code")),
        sections={
            name: [_entry(pages[path], repository / "docs") for path in paths]
            for name, paths in sections.items()
        },
    )


def _entry(page: Page, docs: Path) -> dict[str, object]:
    """Return a page with the anchors of its headings, which other pages may have too, below its own."""
    folder = PurePosixPath(page.path).parent

    def within(link: re.Match[str]) -> str:
        file, anchor = link[1], link[2] or ""
        path = os.path.normpath(folder / file).removesuffix(".html") if file else page.path
        return f'href="#{_place(path, anchor)}"'

    body = _ID.sub(lambda heading: f'<{heading[1]} id="{_place(page.path, heading[2])}"', page.body)
    body = _HEADING.sub(lambda tag: f"<{tag[1]}h{int(tag[2]) + 1}", _LINK.sub(within, body))
    body = _PICTURE.sub(lambda source: f'src="{picture_uri((docs / folder / source[1]).read_bytes())}"', body)
    return {"place": _place(page.path, ""), "title": page.title, "body": Markup(body)}


def _place(path: str, anchor: str) -> str:
    """Return the anchor of a page, or of one of its headings."""
    page = path.replace("/", "-")
    return f"{page}--{anchor}" if anchor else page
