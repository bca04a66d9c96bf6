"""What to write for entries that are no numbers: marks of missing ones, numbers with currencies, dates, lists."""

import re

from rgcore.datasets.messages import in_yaml

__all__ = ["how_to_write"]

_NUMBER = r"[+-]?[\d.,' ]*\d"
_SIGNS = (
    (re.compile(r"[+-]?0x[\da-f]+", re.IGNORECASE), "write numbers in base 10, in Python int(x, 16)"),
    (re.compile(rf"\(\s*{_NUMBER}\s*%?\s*\)"), "write negative numbers with a minus, not in parentheses"),
    (re.compile(rf"[+-]?\s*[$€£¥]\s*{_NUMBER}|{_NUMBER}\s*[$€£¥]"),
     "write numbers without the sign of a currency, in pandas x.str.strip('$€£¥ ')"),
    (re.compile(r"\d+(st|nd|rd|th)", re.IGNORECASE), "write numbers without their endings, 1 for 1st"),
    (re.compile(rf"{_NUMBER}\s*%"),
     "write all entries of a column with a percent sign, or na_values: [...] for those that are missing"),
    (re.compile(rf"{_NUMBER}\s*[KMBT]", re.IGNORECASE), "write numbers in full, without letters for thousands"),
    (re.compile(rf"{_NUMBER}\s*[A-Za-z]{{1,4}}|[A-Z]{{3}}\s*{_NUMBER}"), "write numbers alone, without units"),
    (re.compile(rf"[<>≤≥~]\s*{_NUMBER}"), "write a number, or leave the entry empty"),
    (re.compile(rf"{_NUMBER}\s*[*†‡]+"), "write numbers without marks of footnotes"),
    (re.compile(r"\d{4}-\d\d-\d\d([T ].*)?"),
     "write seconds from the first time on, in pandas (x - x.min()).dt.total_seconds(), or leave the column out"),
    (re.compile(r"-?(\d+ days.*|\d+:\d\d:\d\d([.,]\d+)?)"), "write seconds, in pandas x.dt.total_seconds()"),
    (re.compile(r"\[.*|\(.*,.*\)|\{.*"),
     "write one number per entry; in pandas DataFrame(frame[column].tolist()) makes a column of every place in "
     "lists of one length, and frame.explode(column) a row of every number of a list"),
)  # fmt: skip
_TRUTHS = ("yes", "no", "y", "n", "t", "f", "on", "off")
LONGEST_MARK = 20  # characters of a word that may stand for a missing entry
FIRST_ROWS = 3  # in which the second or third line of a header may stand


def how_to_write(word: str, row: int | None = None) -> str:
    """Return what to write for an entry that is no number, as the end of a sentence; "" if that is unclear.

    Parameters
    ----------
    word : str
    row : int or None
        Counted from 1, of an entry of a column of numbers; None where all entries are like this one.
    """
    word = word.strip()
    sign = next((remedy for pattern, remedy in _SIGNS if pattern.fullmatch(word)), None)
    if sign is not None:
        return f": {sign}"
    if row is None and word.lower() in _TRUTHS:
        return ": write 1 and 0, or true and false, in the place of such words"
    if row is None or not word or len(word) > LONGEST_MARK:
        return ""
    header = ", or skip_rows if the table begins below that row" if row <= FIRST_ROWS else ""
    return f": write na_values: [{in_yaml(word)}] if it stands for a missing entry{header}"
