"""What the rules of the subject are expected to cost; imports nothing heavy."""

from rgcore.subject import Config
from rgcore.vrg.learned_flow.costs import megabytes_of_couplings, seconds_of_learned_flow

__all__ = ["megabytes_of_subject", "seconds_of_subject"]

_PER_TRANSFORMATION = 0.15  # and coupling, with training and grades; measured
_OF_ENUMERATION = 430.0  # MB; measured


def seconds_of_subject(config: Config) -> dict[str, float]:
    """Return the seconds of rules whose cost depends on the config."""
    block = config["vrg"]
    number = len(block["transformations"]) + len(block["networks"])
    return {
        **seconds_of_learned_flow(config),
        "enumerate_transformations": 1 + _PER_TRANSFORMATION * number * len(block["couplings"]),
        "list_vrg_couplings": 1 + _PER_TRANSFORMATION * number,
    }


def megabytes_of_subject(config: Config) -> dict[str, float]:
    """Return the MB of rules that take more than a plain job."""
    enumerating = ("enumerate_transformations", "list_vrg_couplings")
    return {**megabytes_of_couplings(config), **dict.fromkeys(enumerating, _OF_ENUMERATION)}
