"""Temperatures of configurations: by energy, magnetization and fluctuations, against exact curves."""
