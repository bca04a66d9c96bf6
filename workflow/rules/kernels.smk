"""Compiled kernels: numba's cache on disk is filled by one job, before parallel jobs could race on it."""


rule compile_kernels:
    """Run every kernel once on a tiny input."""
    output:
        "results/kernels/compiled.txt",
    log:
        "results/logs/compile_kernels.log",
    benchmark:
        "results/benchmarks/compile_kernels.tsv"
    priority: 200
    threads: 1
    resources:
        mem_mb=1000,
        runtime=10,
    params:
        code=lambda _: code_of("compile_kernels"),
    script:
        "../scripts/compile_kernels.py"
