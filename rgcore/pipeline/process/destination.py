"""Where the jobs of a run go: to the cores of this computer, or to a cluster."""

__all__ = ["goes_to_cluster"]


def goes_to_cluster(workflow: object) -> bool:
    """Return whether a run gives its jobs to a cluster, also while the Snakefile is read and in a dry run.

    Snakemake chooses its executor after that, and for a dry run always this computer. Until then ``--jobs`` decides,
    which a cluster needs; where jobs run here, Snakemake has made ``--cores`` of it, except in a dry run.
    """
    if workflow.executor_plugin is None or workflow.output_settings.dryrun:
        return workflow.resource_settings.nodes is not None
    return not workflow.local_exec
