"""Options of Snakemake's command line that take several values, of which it would drop some in silence."""

from collections.abc import Iterator, Sequence

from rgcore.errors import InputError

__all__ = ["CONFIG", "CONFIG_FILE", "check_entry", "options_of_several", "refuse_repeated"]

CONFIG, CONFIG_FILE = "--config", "--configfile"
_OTHER_NAMES = {"--configfiles": CONFIG_FILE, "-C": CONFIG, "--default-res": "--default-resources"}
_OF_SEVERAL = (CONFIG_FILE, CONFIG, "--set-resources", "--set-threads", "--default-resources")
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
            name, sign, value = argument.partition("=")
            option, values = _OTHER_NAMES.get(name, name), [value] * bool(sign)
        else:
            values.append(argument)
    if option in _OF_SEVERAL:
        yield option, values


def refuse_repeated(given: Sequence[_Given]) -> None:
    """Raise InputError if an option stands twice: Snakemake takes the last one alone."""
    options = [option for option, _ in given]
    for option in options:
        if options.count(option) > 1:
            raise InputError(
                f"{option} must be given once, with all its values after it, such as {option} A B: of two, Snakemake "
                "takes the last one alone"
            )


def check_entry(entry: str) -> None:
    """Raise InputError if an entry of ``--config`` ends in a traceback of Snakemake's."""
    name, sign, _ = entry.partition("=")
    if entry.startswith(_ENCODED) or (sign and name.isidentifier()):
        return
    block, _, key = name.partition(".")
    if not sign:
        meant = "; write targets before --config"
    else:
        meant = f": write '{block}={{{key}: ...}}'" if key.isidentifier() else ""
    raise InputError(f"--config must have entries such as root_seed=1, but it has {entry}{meant}")
