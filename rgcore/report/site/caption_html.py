"""Captions as HTML."""

import re

from docutils.core import publish_parts
from markupsafe import Markup

__all__ = ["caption_html", "first_words", "folded_caption"]

_SETTINGS = {"file_insertion_enabled": False, "raw_enabled": False, "report_level": 5, "halt_level": 5}
_TAG, _END = re.compile(r"<[^>]+>"), re.compile(r"(?<=[.!?])\s+")
_MOST_LETTERS = 300


def caption_html(caption: str) -> Markup:
    """Return a caption in reStructuredText as HTML; files are not included and raw HTML is not taken."""
    return Markup(publish_parts(caption, writer="html5", settings_overrides=_SETTINGS)["body"])


def folded_caption(caption: str) -> tuple[Markup, Markup]:
    """Return the first sentences of a caption, at most 300 letters or one sentence, and the rest of it, as HTML."""
    first, end, others = str(caption_html(caption)).partition("</p>")
    opening, rest = _opening(first.removeprefix("<p>"))
    rest = f"<p>{rest}</p>" if rest else ""
    return Markup(f"<p>{opening}{end}"), Markup(f"{rest}{others}".strip())


def first_words(caption: str) -> str:
    """Return the first sentences of a caption without markup, at most 300 letters, for readers who do not see it."""
    opening, _ = folded_caption(caption.strip())
    return " ".join(_words(opening).split())


def _opening(paragraph: str) -> tuple[str, str]:
    """Return the first sentences of a paragraph in HTML and the others; no sentence ends inside of a tag's pair."""
    ends = [end.start() for end in _END.finditer(paragraph) if _is_closed(paragraph[: end.start()])]
    fitting = [end for end in ends if len(_words(paragraph[:end])) <= _MOST_LETTERS]
    if len(_words(paragraph)) <= _MOST_LETTERS or not ends:
        return paragraph, ""
    end = fitting[-1] if fitting else ends[0]
    return paragraph[:end], paragraph[end:].lstrip()


def _is_closed(html: str) -> bool:
    return html.count("<") == 2 * html.count("</")


def _words(html: str) -> str:
    return str(Markup(_TAG.sub("", html)).unescape())
