"""Captions as HTML."""

import re

from docutils.core import publish_parts
from markupsafe import Markup

__all__ = ["caption_html", "first_words"]

_SETTINGS = {"file_insertion_enabled": False, "raw_enabled": False, "report_level": 5, "halt_level": 5}
_TAG = re.compile(r"<[^>]+>")
_MOST_LETTERS = 300


def caption_html(caption: str) -> Markup:
    """Return a caption in reStructuredText as HTML; files are not included and raw HTML is not taken."""
    return Markup(publish_parts(caption, writer="html5", settings_overrides=_SETTINGS)["body"])


def first_words(caption: str) -> str:
    """Return the first sentences of a caption without markup, at most 300 letters, for readers who do not see it."""
    paragraph = caption_html(caption.strip().split("\n\n")[0])
    text = " ".join(_TAG.sub("", paragraph).split())
    sentences = re.split(r"(?<=[.!?]) ", str(Markup(text).unescape()))
    kept = sentences[0]
    for sentence in sentences[1:]:
        if len(kept) + len(sentence) >= _MOST_LETTERS:
            break
        kept += f" {sentence}"
    return kept
