"""Models that generate samples like recordings and returns."""
