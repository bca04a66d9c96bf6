"""Parts of Neurodata Without Borders files: units, intervals of time, and responses of regions of interest."""
