"""The report of a run: one page with claims, data sets and figures."""
