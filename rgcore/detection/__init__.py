"""Signals in noise: the running canonical dimension of a spectrum, and how often tests of spectra find a signal.

``running_dimension`` takes the canonical dimensions of the couplings of phi^4 and phi^6 from the density of momenta
of a spectrum, ``published_recipe`` has them as published, ``noise_dimension`` has them in closed form for white
noise, ``dimension_table`` makes the table of data sets. ``synthetic_spectra`` draws spectra with a planted signal,
``likelihood_ratio`` has the best test and its exact power, ``detection_tests`` the other tests, and ``power_table``
their power and their rate of false alarms.
"""

from typing import TYPE_CHECKING

from rgcore.lazy import import_when_used

if TYPE_CHECKING:
    from rgcore.detection.dimension_table import canonical_dimension_table
    from rgcore.detection.power_table import detection_power_table

__all__ = ["canonical_dimension_table", "detection_power_table"]

import_when_used(__name__)
