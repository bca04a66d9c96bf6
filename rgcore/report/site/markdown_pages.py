"""Pages in Markdown as HTML: anchors of headings, coloured code, and links that lead somewhere."""

import os
import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path, PurePosixPath

from markdown_it import MarkdownIt
from markdown_it.token import Token
from pygments import highlight
from pygments.formatters import HtmlFormatter
from pygments.lexers import get_lexer_by_name
from pygments.util import ClassNotFound

__all__ = ["Page", "broken_links", "read_page"]

_SIGNS = re.compile(r"[^\w\- ]")
_TAG = re.compile(r"<[^>]*>", re.DOTALL)
_CELL, _LONG_NAME = re.compile(r"<td.*?</td>", re.DOTALL), re.compile(r"\w{20,}(?=[^<>]*<)")
_BREAK = "<wbr>"


@dataclass(frozen=True)
class Page:
    """One page: its path below docs without ending, its title, headings by their anchors, links and HTML."""

    path: str
    title: str
    headings: dict[str, str]
    links: tuple[str, ...]
    body: str

    @property
    def text(self) -> str:
        """Words without markup."""
        return " ".join(_TAG.sub(" ", self.body.replace(_BREAK, "")).split())


def read_page(path: str, source: str, repository: Path) -> Page:
    """Return a page from its Markdown.

    Parameters
    ----------
    path : str
        Below docs, without ".md".
    source : str
    repository : Path
        Links to files outside docs become names of these files, which must exist here.

    Raises
    ------
    ValueError
        If it does not begin with a title, or two headings have one anchor.
    """
    markdown = MarkdownIt("commonmark", {"html": True, "highlight": _coloured}).enable("table")
    tokens = markdown.parse(source)
    headings: dict[str, str] = {}
    for opening, inline in pairwise(tokens):
        if opening.type == "heading_open":
            words = "".join(
                part.content for part in inline.children or () if part.type in ("text", "code_inline")
            )
            opening.attrSet("id", _anchor(words, headings))
            headings[str(opening.attrs["id"])] = words
    links = tuple(_turn_links(tokens, path, repository))
    title = next(iter(headings.values()), "")
    first = next((token.tag for token in tokens if token.type == "heading_open"), "")
    if first != "h1":
        raise ValueError(f"docs/{path}.md must begin with a title, a line '# ...'")
    body = _CELL.sub(_breakable, markdown.renderer.render(tokens, markdown.options, {}))
    body = body.replace("<table>", '<div class="wide" tabindex="0"><table>').replace(
        "</table>", "</table></div>"
    )
    return Page(path, title, headings, links, body)


def _breakable(cell: re.Match) -> str:
    """Return a cell of a table in which long names may be broken after their underscores."""
    return _LONG_NAME.sub(lambda name: name[0].replace("_", f"_{_BREAK}"), cell[0])


def _anchor(words: str, taken: dict[str, str]) -> str:
    """Return the anchor that GitHub gives a heading."""
    plain = _SIGNS.sub("", words.strip().lower()).replace(" ", "-")
    number = sum(
        each == plain or re.fullmatch(rf"{re.escape(plain)}-\d+", each) is not None for each in taken
    )
    return f"{plain}-{number}" if number else plain


def _turn_links(tokens: list[Token], path: str, repository: Path) -> Iterator[str]:
    """Turn links between pages to HTML, those to other files of the repository to their names; yield the former."""
    for token in tokens:
        for part in token.children or ():
            if part.type != "link_open":
                continue
            target = str(part.attrs["href"])
            if re.match(r"[a-z]+:", target):
                continue
            file, hash_, anchor = target.partition("#")
            place = os.path.normpath(PurePosixPath(path).parent / file) if file else path
            if place.startswith("..") or (file and not file.endswith(".md")):
                _name_file(part, Path(os.path.normpath(repository / "docs" / place)), repository, path)
                continue
            yield f"{place.removesuffix('.md')}{hash_}{anchor}"
            part.attrSet("href", f"{file.removesuffix('.md')}{'.html' if file else ''}{hash_}{anchor}")


def _name_file(link: Token, file: Path, repository: Path, path: str) -> None:
    if not file.exists():
        raise ValueError(f"docs/{path}.md has a link to {file.relative_to(repository)}, which does not exist")
    link.tag = "span"
    link.attrs = {"title": f"in the repository: {file.relative_to(repository)}"}


def _coloured(code: str, language: str, _attributes: str) -> str:
    try:
        lexer = get_lexer_by_name(language or "text")
    except ClassNotFound as unknown:
        raise ValueError(
            f"a block of code is in the language {language!r}, which Pygments does not have"
        ) from unknown
    return highlight(code, lexer, HtmlFormatter(nowrap=True))


def broken_links(pages: dict[str, Page]) -> list[str]:
    """Return a sentence for each link to a page, or a heading of a page, that is not there."""
    found = []
    for page in pages.values():
        for link in page.links:
            path, _, anchor = link.partition("#")
            if path not in pages:
                found.append(
                    f"docs/{page.path}.md has a link to docs/{path}.md, which is no page of the site"
                )
            elif anchor and anchor not in pages[path].headings:
                found.append(f"docs/{page.path}.md has a link to {link}, but {path} has no such heading")
    return found
