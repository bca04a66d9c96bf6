"""Whether spike times can be those of cells, recorded throughout: rates, units, silence."""
