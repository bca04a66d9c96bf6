"""What has to happen before Snakemake reads config files: none is executed, a missing one is named, caches are found.

Snakemake hands every YAML file to ``yte.process_yaml``, which executes the Python in it if it has the key
``__use_yte__``, and reads the files of --configfile before the Snakefile. It imports installed plugins before that; so
``make`` installs this package as one, although it logs nothing.
"""

import logging
import sys

import yte
from snakemake_interface_logger_plugins.base import LogHandlerBase as LogHandler

try:
    from rgcore.errors import InputError
    from rgcore.pipeline.config.config_files import read_plain_yaml
    from rgcore.pipeline.process.surroundings import check_config_arguments, find_caches
except ImportError as error:
    raise SystemExit(
        f"Error: rgcore cannot be imported ({error}); give `make .venv/ready` in the folder of the Snakefile, and "
        "unset PYTHONPATH"
    ) from None

__all__ = ["LogHandler"]

yte.process_yaml = read_plain_yaml
logging.raiseExceptions = False  # on a full disk every message to Snakemake's log would print a traceback
find_caches()
try:
    check_config_arguments(sys.argv[1:])
except InputError as mistake:
    raise SystemExit(f"Error: {mistake}") from None
