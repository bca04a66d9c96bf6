"""Every claim by its name, and what it finds in given tables."""

import pandas as pd

from rgcore.claims.claims_table import all_claims

ALL = {one.name: one for one in all_claims()}


def finding(name, **tables):
    """Return the finding of a claim in tables, each given as columns or as a DataFrame."""
    return ALL[name].judge({table: pd.DataFrame(frame) for table, frame in tables.items()})


def verdict(name, **tables):
    return finding(name, **tables).verdict
