"""Numbers of runs in pages of docs: a mark names the number and its table, a command fills it in."""
