"""What the Snakefile and the scripts need of Python: config checks, the frame of a job, progress, one run at a time."""
