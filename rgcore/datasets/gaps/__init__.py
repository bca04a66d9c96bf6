"""Missing entries that are filled: moments from all entries present, and regression on them with residuals of others.

1. Mean and covariance are estimated from all entries that are present, over the samples in which both variables of a
   pair are (``pairwise``), or as the maximum likelihood of a Gaussian (``em``).
2. A missing entry is its regression on the entries present in its sample, plus the residual of the same regression in
   another sample: without it the variance of what is filled, and so that of small modes, would be too small.
3. The samples with and without the filled entries are compared, for the page of the data set.

docs/gaps.md has the equations, and what each way does to the flow of data whose flow is known.
"""

from typing import TYPE_CHECKING

from rgcore.lazy import import_when_used

if TYPE_CHECKING:
    from rgcore.datasets.gaps.fill import fill_gaps

__all__ = ["fill_gaps"]

import_when_used(__name__)
