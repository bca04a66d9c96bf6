"""The exception for a user's mistake; its text is one sentence."""

from unicodedata import category

__all__ = ["InputError", "cut_short", "one_line"]

BREAKING = ("Cc", "Zl", "Zp", "Cs")  # Unicode's control characters, separators of lines, halves of pairs
# Let text run from right to left:
_TURNING = {*map(chr, range(0x202A, 0x202F)), *map(chr, range(0x2066, 0x206A))}


def one_line(text: str) -> str:
    """Return a text on one line: control characters, such as a line break in a name, as Python writes them.

    Those that turn the direction of what follows, and so hide what a name is, are among them.
    """
    unseen = (category(letter) in BREAKING or letter in _TURNING for letter in text)
    return "".join(
        repr(letter)[1:-1] if written else letter for letter, written in zip(text, unseen, strict=True)
    )


def cut_short(text: str, longest: int = 60) -> str:
    """Return a text of at most ``longest`` characters, for a message: "..." in place of the end of a longer one."""
    return text if len(text) <= longest else f"{text[: longest - 3]}..."


class InputError(ValueError):
    """A mistake in a config file, in a data file, or in an argument of a public function.

    Its text is one sentence: what must hold, what was found and where. The workflow prints that
    sentence alone, without a traceback.
    """
