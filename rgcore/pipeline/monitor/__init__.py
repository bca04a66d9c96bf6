"""A run as its user sees it: a plan before, progress and status while it goes on, an account afterwards."""
