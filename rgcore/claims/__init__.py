"""The claims of the essay, its open questions and its slips, each with what a run found about it."""
