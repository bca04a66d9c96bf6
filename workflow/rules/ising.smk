"""The Ising model: configurations, and what is measured on them."""

from rgcore.ising.subject import CONFIGURATIONS as ISING
from rgcore.ising.subject import sampled

LATTICES = [
    {"side": str(side), "temperature": temperature}
    for side, temperature in sorted(
        sampled(config), key=lambda place: (place[0] != SIDE, place[0], float(place[1]))
    )
]

OWN_LATTICES = [
    lattice
    for lattice in LATTICES
    if (int(lattice["side"]), lattice["temperature"]) in OWN_CONFIGURATIONS
]

for bundle in BUNDLES.of(
    "read_configurations",
    OWN_LATTICES,
    input={"files": (config["ising"]["configurations"] or {}).get("path", "")},
    output={"configurations": f"{ISING}/configurations.parquet"},
):

    rule:
        """Read configurations of the user at some temperatures, and check that they are spins."""
        name:
            bundle.name
        input:
            **bundle.input,
            kernels="results/kernels/ising.txt",
        output:
            **bundle.output,
        priority: 50
        params:
            configurations=config["ising"]["configurations"],
            n_samples=config["ising"]["n_samples"],
        script:
            "../scripts/read_configurations.py"


for bundle in BUNDLES.of(
    "sample_ising",
    [lattice for lattice in LATTICES if lattice not in OWN_LATTICES],
    input={},
    output={"configurations": f"{ISING}/configurations.parquet"},
):

    rule:
        """Draw decorrelated configurations of the periodic square lattice at some temperatures."""
        name:
            bundle.name
        input:
            kernels="results/kernels/ising.txt",
        output:
            **bundle.output,
        priority: 50
        params:
            root_seed=config["root_seed"],
            sampling=lambda _: sampling_settings(),
        script:
            "../scripts/sample_ising.py"


for bundle in BUNDLES.of(
    "measure_ising",
    [{"side": str(SIDE), "temperature": temperature} for temperature in TEMPERATURES],
    input={"configurations": f"{ISING}/configurations.parquet"},
    output={"thermodynamics": f"{ISING}/thermodynamics.parquet"},
):

    rule:
        """Estimate the thermodynamics of stored configurations, with errors and exact values."""
        name:
            bundle.name
        input:
            **bundle.input,
        output:
            **bundle.output,
        script:
            "../scripts/measure_ising.py"


rule evaluate_exact_curves:
    """Evaluate exact results on a grid of temperatures, for the curves behind measured points."""
    output:
        "results/tables/ising_exact.parquet",
    params:
        side=SIDE,
        lowest_temperature=min(map(float, TEMPERATURES)),
        highest_temperature=max(map(float, TEMPERATURES)),
        model=TRAINED_MODEL,
    script:
        "../scripts/evaluate_exact_curves.py"
