"""Enumeration of small models: every state, its probability, and exact expectation values."""

from typing import TYPE_CHECKING

from rgcore.lazy import import_when_used

if TYPE_CHECKING:
    from rgcore.exact.enumerated_states import (
        boltzmann_distribution,
        kl_divergence,
        log_sum,
        moments,
        spin_states,
    )
    from rgcore.exact.expansion import spin_expansion

__all__ = ["boltzmann_distribution", "kl_divergence", "log_sum", "moments", "spin_expansion", "spin_states"]

import_when_used(__name__)
