"""Check the words of code and docs against the list in words.tsv.

    python workflow/lint_words.py [FILE or FOLDER ...]

Without arguments every tracked file is checked. Of Python and Snakemake files only comments and strings are read, of
other files everything outside code spans; a phrase may run over several lines or several joined strings.
"""

import io
import re
import subprocess
import sys
import tokenize
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

LIST = Path(__file__).with_name("words.tsv")
CODE = "\0"  # stands for a character of code: no phrase runs over it
# What is code, or a link, in comments and strings; in other files; of YAML the keys.
IN_STRINGS = r"``.*?``|`[^`\s]*`|:\w+:`[^`]*`|https?://\S+"
IN_PROSE = {
    ".md": r"(?s:```.*?```)|`[^`]*`|(?m:^ {4,}\S.*$)|https?://\S+",
    ".rst": r"\{\{.*?\}\}|" + IN_STRINGS,
    ".yaml": r"(?m:^[\s-]*[\w.]+:)|https?://\S+",
}
TEXT = {tokenize.COMMENT, tokenize.STRING, getattr(tokenize, "FSTRING_MIDDLE", None)}
BARRIERS = {tokenize.NAME, tokenize.NUMBER, tokenize.OP}


class Entry(NamedTuple):
    """A phrase that we do not write, what to write instead, and where the phrase is right after all."""

    phrase: re.Pattern[str]
    instead: str
    allowed: re.Pattern[str]


def read_list() -> list[Entry]:
    """Return the entries of ``LIST``: three columns separated by tabs; lines that begin with # are comments."""
    lines = [line for line in LIST.read_text("utf-8").splitlines() if line and not line.startswith("#")]
    rows = [[*line.split("\t"), "(?!)"] for line in lines]
    return [Entry(_pattern(row[0]), row[1], _pattern(row[2])) for row in rows]


def _pattern(text: str) -> re.Pattern[str]:
    return re.compile(text.replace(" ", r"[\s#]+"), re.IGNORECASE)


def prose(path: Path) -> str:
    """Return the text of a file, each character in its place, with all that is code replaced."""
    text = path.read_text("utf-8")
    if path.suffix in IN_PROSE:
        return _without(IN_PROSE[path.suffix], text)
    page = [[" "] * len(line) for line in text.split("\n")]
    for token in tokenize.generate_tokens(io.StringIO(text).readline):
        if token.type in TEXT or token.type in BARRIERS:
            words = _words(token) if token.type in TEXT else CODE * len(token.string)
            row, column = token.start
            for offset, line in enumerate(words.split("\n")):
                first = 0 if offset else column
                page[row - 1 + offset][first : first + len(line)] = line
    return "\n".join("".join(line) for line in page)


def _without(code: str, text: str) -> str:
    return re.sub(code, lambda found: re.sub(r"[^\n]", CODE, found[0]), text)


def _words(token: tokenize.TokenInfo) -> str:
    """Return a comment without its mark, or a string without quotes, fields and what is only a name."""
    opening = re.match(r"#+|(\w*)('''|\"\"\"|'|\")|", token.string)
    mark = opening[2] or ""
    inside = token.string[opening.end() : len(token.string) - len(mark)]
    if mark and re.fullmatch(r"[\w.]*", inside):
        return CODE * len(token.string)
    fields = r"\{[^{}]*\}|" if "f" in (opening[1] or "").lower() else ""
    return " " * opening.end() + _without(fields + IN_STRINGS, inside) + " " * len(mark)


def findings(text: str, entries: list[Entry]) -> Iterator[tuple[int, str, str]]:
    """Yield line, phrase and what to write instead, for each phrase that no exception contains."""
    for entry in entries:
        phrases = [*entry.phrase.finditer(text)]
        right = [found.span() for found in entry.allowed.finditer(text)] if phrases else []
        for found in phrases:
            if not any(low <= found.start() and found.end() <= high for low, high in right):
                yield text.count("\n", 0, found.start()) + 1, " ".join(found[0].split()), entry.instead


def _files(arguments: list[str]) -> list[Path]:
    if not arguments:
        listed = subprocess.run(["git", "ls-files"], check=True, stdout=subprocess.PIPE, text=True)
        arguments = listed.stdout.splitlines()
    given = [Path(argument) for argument in arguments]
    found = [path for root in given for path in (sorted(root.rglob("*")) if root.is_dir() else [root])]
    wanted = (*IN_PROSE, ".py", ".smk")
    return [path for path in found if (path.suffix in wanted or path.name == "Snakefile") and path.is_file()]


def main(arguments: list[str]) -> int:
    """Print a line for each phrase and return 1 if there is any."""
    entries, n_found = read_list(), 0
    for path in _files(arguments):
        for line, phrase, instead in sorted(findings(prose(path), entries)):
            print(f"{path}:{line}: {phrase} -> {instead}")
            n_found += 1
    return int(n_found > 0)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
