"""From the settings of a run to decorrelated configurations."""
