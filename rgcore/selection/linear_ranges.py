"""Sizes up to which axes with values of either sign are linear, and logarithmic beyond; captions quote them."""

__all__ = ["COUPLING", "FREE_ENERGY_GAP", "LIKELIHOOD_GAIN", "TEMPERATURE_DIFFERENCE"]

COUPLING = 0.2
FREE_ENERGY_GAP = 5.0  # nats
LIKELIHOOD_GAIN = 1.0  # nat
TEMPERATURE_DIFFERENCE = 0.1  # J/k_B
