"""Prices as returns or as levels: what trends do to the principal-component flow.

``price_level_table`` makes the table ``price_levels`` of one data set. It is built from ``transforms`` (how prices are
taken), ``walk_nulls`` (random walks like the data), ``walk_modes`` (random walks in closed form) and ``level_flow``
(kurtosis and share of the largest mode).
"""
