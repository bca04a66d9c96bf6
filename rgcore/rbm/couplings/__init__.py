"""Couplings of the visible units once the hidden ones are summed over: fields, pairs, and products of any number."""
