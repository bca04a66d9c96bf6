"""Build the site of docs, without a network; every warning is an error.

    python workflow/site/build.py [FOLDER]

Pages are in ``docs``, their order in ``navigation.yaml``, public functions in docstrings of rgcore. The site is written
to FOLDER, by default ``build/site``; open its ``index.html``.
"""

import json
import shutil
import sys
from collections.abc import Mapping
from pathlib import Path

from api_pages import api_pages
from jinja2 import Environment, StrictUndefined
from markupsafe import Markup
from pygments.formatters import HtmlFormatter

from rgcore.report.site.docs_page import page_sources, sections_of
from rgcore.report.site.markdown_pages import Page, broken_links, read_page

HERE = Path(__file__).parent
REPOSITORY = HERE.parents[1]
PICTURES = (".png", ".svg")


def main(folder: str = "build/site") -> int:
    """Write the site and return 0, or print what is wrong with the pages and return 1."""
    try:
        pages, sections = read_site(REPOSITORY)
    except ValueError as mistake:
        print(f"Error: {mistake}", file=sys.stderr)
        return 1
    mistakes = [*misplaced(pages, sections), *broken_links(pages)]
    for mistake in mistakes:
        print(f"Error: {mistake}", file=sys.stderr)
    if mistakes:
        return 1
    write_site(pages, sections, Path(folder))
    print(f"{len(pages)} pages: open {Path(folder) / 'index.html'}")
    return 0


def read_site(repository: Path) -> tuple[dict[str, Page], dict[str, list[str]]]:
    """Return the pages by their paths, and the paths of each section."""
    sources = page_sources(repository)
    sections = sections_of((HERE / "navigation.yaml").read_text("utf-8"), list(sources))
    made = dict(api_pages(repository / "rgcore"))
    pages = {path: read_page(path, text, repository) for path, text in (sources | made).items()}
    return pages, sections | {"Functions and classes": list(made)}


def misplaced(pages: Mapping[str, Page], sections: Mapping[str, list[str]]) -> list[str]:
    """Return a sentence for each path in the navigation that is no page, or that it has twice."""
    named = [path for paths in sections.values() for path in paths]
    absent = [
        f"navigation.yaml names {path}, but there is no docs/{path}.md" for path in named if path not in pages
    ]
    twice = [f"navigation.yaml names {path} twice" for path in pages if named.count(path) > 1]
    return [*absent, *twice]


def write_site(pages: Mapping[str, Page], sections: Mapping[str, list[str]], folder: Path) -> None:
    """Write every page, the words for the search, and the pictures."""
    template = Environment(undefined=StrictUndefined, autoescape=True).from_string(
        (HERE / "page.html").read_text("utf-8")
    )
    style = Markup(HtmlFormatter().get_style_defs("pre code"))
    places = {name: {path: pages[path].title for path in paths} for name, paths in sections.items()}
    for path, page in pages.items():
        file = folder / f"{path}.html"
        file.parent.mkdir(parents=True, exist_ok=True)
        root = "../" * path.count("/")
        text = template.render(
            title=page.title,
            body=Markup(page.body),
            sections=places,
            current=path,
            root=root,
            code_style=style,
        )
        file.write_text(text, "utf-8")
    words = [
        {
            "path": path,
            "title": page.title,
            "headings": " ".join(page.headings.values()).lower(),
            "text": page.text.lower(),
        }
        for path, page in pages.items()
    ]
    (folder / "words.js").write_text(f"const WORDS = {json.dumps(words)};\n", "utf-8")
    shutil.copy(HERE / "search.js", folder)
    for picture in sorted(each for each in (REPOSITORY / "docs").iterdir() if each.suffix in PICTURES):
        shutil.copy(picture, folder)


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:2]))
