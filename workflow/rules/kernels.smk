"""Compiled kernels: numba's cache on disk is filled by one job per subject, before parallel jobs could race on it.

The jobs that use the kernels take the output as an ordinary input. It must not be ``ancient``: of the jobs behind a job
that runs, Snakemake does not look at changed parameters, and would leave them out if all they shared were ancient files.
"""


rule compile_kernels:
    """Run every kernel of a subject once on a tiny input."""
    output:
        "results/kernels/{subject}.txt",
    wildcard_constraints:
        subject="|".join(
            path.parent.name for path in (HOME / "rgcore").glob("*/compile.py")
        ),
    priority: 200
    params:
        code=lambda wildcards: code_of(
            "compile_kernels", f"rgcore.{wildcards.subject}.compile"
        ),
    script:
        "../scripts/compile_kernels.py"
