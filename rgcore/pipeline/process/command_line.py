"""Options of Snakemake's command line that take several values, of which it would drop some in silence."""

import re
from collections.abc import Iterator, Sequence

from rgcore.errors import InputError

__all__ = ["CONFIG_FILE", "check_entry", "options_of_several", "refuse_repeated"]

CONFIG, CONFIG_FILE = "--config", "--configfile"
_OTHER_NAMES = {"--configfiles": CONFIG_FILE}
_FORMS = {
    CONFIG: (r"[^\W\d]\w*=.*", "root_seed=1"),
    "--set-resources": (r"[^:=]+:[^=]+=.+", "train_dbn:mem_mb=4000"),
    "--set-threads": (r"[^=]+=.+", "train_dbn=1"),
    "--default-resources": (r"[^=]+=.+|none", "slurm_account=name"),
}
"""What the entries of an option look like, and an example."""
_OF_SEVERAL = (CONFIG_FILE, *_FORMS)
_ENCODED = "base64//"  # begins what Snakemake hands to its own processes

_Given = tuple[str, list[str]]
"""An option, and the values after it."""


def options_of_several(arguments: Sequence[str]) -> Iterator[_Given]:
    """Yield the options that take several values, each with what follows it up to the next option."""
    option, values = "", []
    for argument in arguments:
        if argument.startswith("-"):
            if option in _OF_SEVERAL:
                yield option, values
            option, values = _option(argument)
        else:
            values.append(argument)
    if option in _OF_SEVERAL:
        yield option, values


def _option(argument: str) -> _Given:
    """Return the full name of an option, which may be shortened, and the value that is written with it."""
    if argument.startswith("-C"):
        return CONFIG, [argument[2:]] * (len(argument) > 2)
    name, sign, value = argument.partition("=")
    meant = [option for option in _OF_SEVERAL if len(name) > len("--") and option.startswith(name)]
    full = name if name in _OF_SEVERAL else _OTHER_NAMES.get(name, meant[0] if len(meant) == 1 else name)
    return full, [value] * bool(sign)


def refuse_repeated(given: Sequence[_Given]) -> None:
    """Raise InputError if an option stands twice: Snakemake takes the last one alone."""
    options = [option for option, _ in given]
    for option in options:
        if options.count(option) > 1:
            raise InputError(
                f"{option} must be given once, with all its values after it, such as {option} A B: of two, Snakemake "
                "takes the last one alone"
            )


def check_entry(option: str, entry: str) -> None:
    """Raise InputError if an entry of an option other than ``--configfile`` ends in a traceback of Snakemake's."""
    form, example = _FORMS[option]
    if entry.startswith(_ENCODED) or re.fullmatch(form, entry, re.DOTALL):
        return
    name, sign, _ = entry.partition("=")
    block, _, key = name.partition(".")
    meant = ""
    if not sign:
        meant = f"; write targets before {option}"
    elif option == CONFIG and key.isidentifier():
        meant = f": write '{block}={{{key}: ...}}'"
    raise InputError(f"{option} must have entries such as {example}, but it has {entry}{meant}")
