"""What the fits of hypotheses are expected to cost; imports nothing heavy."""

from rgcore.subject import Config

__all__ = ["seconds_of_hypotheses"]

_SECONDS_PER_KIND, _SECONDS_PER_RUN = 0.3, 0.03  # measured


def seconds_of_hypotheses(config: Config) -> dict[str, float]:
    """Return the seconds of the fits, which grow with the kinds of networks and with the training runs."""
    designs = [values for values in config["block_size_study"]["designs"].values() if values is not None]
    kinds = {
        (source, sharing) for each in designs for source in each["sources"] for sharing in each["sharing"]
    }
    runs = sum(_runs(design) for design in designs)
    return {"fit_block_size_hypotheses": 0.5 + _SECONDS_PER_KIND * len(kinds) + _SECONDS_PER_RUN * runs}


def _runs(design: dict) -> int:
    """Return the training runs of a design: the product of the lengths of its lists, times its replicas."""
    product = design["n_replicas"]
    for values in design.values():
        product *= len(values) if isinstance(values, list | tuple) else 1
    return product
