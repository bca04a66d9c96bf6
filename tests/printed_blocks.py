"""The blocks of a config in a printed text."""

import yaml


def blocks_in(text):
    """Return the blocks of data sets, in the order they are printed."""
    parts = [part.split("\n\n")[0] for part in text.split("\ndatasets:\n")[1:]]
    return [block for part in parts for block in yaml.safe_load(f"datasets:\n{part}")["datasets"].values()]
