"""Keeps Snakemake from executing Python that stands in a config file or a profile.

Snakemake hands every YAML file to ``yte.process_yaml``, which executes it if it has the key ``__use_yte__``, and reads
the files of --configfile before the Snakefile. It imports installed plugins before that; so ``make`` installs this
package as one, although it logs nothing.
"""

import yte
from snakemake_interface_logger_plugins.base import LogHandlerBase as LogHandler

from rgcore.pipeline.config_files import read_plain_yaml

__all__ = ["LogHandler"]

yte.process_yaml = read_plain_yaml
