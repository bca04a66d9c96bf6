"""What tests read of the pages of docs and of the configs: blocks of code, and the commands printed for a shell."""

import re
from pathlib import Path

__all__ = ["PAGES", "ROOT", "blocks_of_code", "printed_commands"]

ROOT = Path(__file__).parents[1]
PAGES = [ROOT / "README.md", ROOT / "CONTRIBUTING.md"]
PAGES += [path for folder in ("config", "docs") for path in sorted((ROOT / folder).rglob("*.md"))]
CONFIGS = [ROOT / "config.yaml"]
CONFIGS += [path for folder in ("workflow", "profiles") for path in sorted((ROOT / folder).rglob("*.yaml"))]
BLOCK = re.compile(r"^```(\w*)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
INDENTED = re.compile(r"^    (\S.*)$", re.MULTILINE)
QUOTED = re.compile(r"`([^`]+)`")
GOES_ON = re.compile(r"\\\n[# ]*")  # a command on two lines, in a comment or not


def blocks_of_code(page, language):
    """Return the fenced blocks of a language in the text of a page, in their order."""
    return [block for name, block in BLOCK.findall(page) if name == language]


def printed_commands(program):
    """Return what follows a program (a regular expression) in each command, sorted: ``bench ONLY=training`` of make."""
    command = re.compile(rf"{program} ([^#]+)")
    found = (command.match(code) for source in PAGES + CONFIGS for code in code_in(source))
    return sorted({" ".join(match[1].split()) for match in found if match})


def code_in(source):
    """Yield the lines of blocks for a shell, indented lines, and what stands in backticks; of a config, of comments."""
    text = GOES_ON.sub(" ", source.read_text("utf-8"))
    if source.suffix == ".yaml":
        text = re.sub("^#", " ", text, flags=re.MULTILINE)  # a comment is a page: "#   make" an indented line
    for language in ("bash", "sh", ""):
        for block in blocks_of_code(text, language):
            yield from block.splitlines()
    prose = BLOCK.sub("", text)
    yield from INDENTED.findall(prose)
    yield from QUOTED.findall(prose)
