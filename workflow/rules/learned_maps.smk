"""Learned maps: filters of translation-invariant RBMs in place of the majority rule, and their exponents."""

from rgcore.learned.maps.conditions import map_conditions
from rgcore.learned.subject import LEARNED_MAPS

MAP_REPLICAS = list(range(config["learned_maps"]["n_replicas"]))


for bundle in BUNDLES.of(
    "measure_learned_maps",
    [{"map_replica": str(replica)} for replica in MAP_REPLICAS],
    input={},
    output={"exponents": LEARNED_MAPS},
    params=lambda point: {"map_replica": point["map_replica"]},
):

    rule:
        """Train filters and test them, with untrained ones, on one set of critical configurations per replica."""
        name:
            bundle.name
        input:
            ising="results/kernels/ising.txt",
            rbm="results/kernels/rbm.txt",
            learned="results/kernels/learned.txt",
        output:
            **bundle.output,
        priority: 30
        params:
            root_seed=config["root_seed"],
            sampling=lambda _: sampling_settings(),
            settings=config["learned_maps"],
        script:
            "../scripts/measure_learned_maps.py"


rule compare_learned_maps:
    """Take means over replicas, and test them against the exact exponents, the majority rule and the first map."""
    input:
        "results/tables/learned_map_exponents.parquet",
    output:
        "results/tables/learned_map_tests.parquet",
    params:
        reference=map_conditions(config["learned_maps"]["conditions"])[0].name,
    script:
        "../scripts/compare_learned_maps.py"
