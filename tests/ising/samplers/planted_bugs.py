"""Bugs planted into the kernels of samplers: changes of their source, and the check that must find each."""

# sampler, bug, the check that finds it, and changes of the source of kernels: {kernel: {right: wrong}}
BUGS = [
    (
        "metropolis",
        "the lower neighbour twice, the upper one never",
        "torus",
        {
            "metropolis_sweeps": {
                "words[i - 1 if i > -side else -1], words[i + 1]": "words[i + 1], words[i + 1]"
            }
        },
    ),
    (
        "metropolis",
        "a border one site short",
        "stays",
        {"metropolis_sweeps": {"row[j - 1 if j > 0 else side - 1]": "row[j - 1 if j > 0 else side - 2]"}},
    ),
    (
        "metropolis",
        "a frozen row",
        "reaches",
        {"metropolis_sweeps": {"for j in range(side)": "for j in range(0 if i % side == 0 else side)"}},
    ),
    (
        "metropolis",
        "a fixed order of rows",
        "reaches",
        {"metropolis_sweeps": {"range(first_row - side, first_row)": "range(-side, 0)"}},
    ),
    (
        "metropolis",
        "random bits shared by all chains",
        "replicas",
        {"metropolis_sweeps": {" + lanes[w], salt)": ", salt) % np.uint64(2) * ~np.uint64(0)"}},
    ),
    (
        "metropolis",
        "random bits shared by all words",
        "replicas",
        {"metropolis_sweeps": {" + lanes[w], salt)": ", salt)"}},
    ),
    (
        "coupling_from_the_past",
        "the lower neighbour twice, the upper one never",
        "torus",
        {"coupled_sweeps": {"words[above, j, w]": "words[under, j, w]"}},
    ),
    (
        "coupling_from_the_past",
        "a border one site short",
        "stays",
        {"coupled_sweeps": {"j - 1 if j > 0 else side - 1": "j - 1 if j > 0 else side - 2"}},
    ),
    (
        "coupling_from_the_past",
        "random bits shared by all chains",
        "replicas",
        {"coupled_sweeps": {" + lanes[w], salt)": ", salt) % np.uint64(2) * ~np.uint64(0)"}},
    ),
    (
        "wolff",
        "a border one site short",
        "stays",
        {"flip_clusters": {"site + last": "site + last - ONE"}, "run_wolff": {}},
    ),
    (
        "wolff",
        "a frozen row",
        "reaches",
        {
            "run_wolff": {
                "flipped += flip": "frozen = lattice[0].copy(); flipped += flip",
                "queue, stream)": "queue, stream); lattice[0] = frozen",
            }
        },
    ),
    (
        "wolff",
        "random bits shared by all chains",
        "replicas",
        {
            "run_wolff": {
                "    flipped = 0": "    flipped, place = 0, stream[0]",
                "lattice[:] = start[chain] > 0": "lattice[:], stream[0] = start[chain] > 0, place",
            }
        },
    ),
    (
        "swendsen_wang",
        "the row above taken from one further up",
        "stays",
        {"mark_aligned": {"spins[row - 1]": "spins[row - 2]"}, "run_swendsen_wang": {}},
    ),
    (
        "swendsen_wang",
        "a frozen row",
        "reaches",
        {
            "run_swendsen_wang": {
                "mark_aligned(spins, left": "frozen = spins[0].copy(); mark_aligned(spins, left",
                "parent, stream)": "parent, stream); spins[0] = frozen",
            }
        },
    ),
    (
        "swendsen_wang",
        "random bits shared by all chains",
        "replicas",
        {
            "run_swendsen_wang": {
                "    for chain in": "    place = stream[0]\n    for chain in",
                "spins = start[chain]": "stream[0], spins = place, start[chain]",
            }
        },
    ),
]
