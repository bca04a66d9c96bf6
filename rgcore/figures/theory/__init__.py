"""Figures of what needs no samples: transformations summed over all states, and the momentum shell."""
