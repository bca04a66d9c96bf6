"""Title of the panel and label of the axis for each observable of the Ising model, by its column."""

__all__ = ["LABELS", "TITLES"]

_TITLES_AND_LABELS = {
    "energy": ("energy", r"energy per site ($J$)"),
    "specific_heat": ("specific heat", r"specific heat per site ($k_\mathrm{B}$)"),
    "abs_magnetization": ("magnetization", r"$\langle|m|\rangle$ (per site)"),
    "susceptibility": ("susceptibility", r"susceptibility per site ($1/J$)"),
    "binder": ("Binder ratio", r"$1-\langle m^4\rangle/3\langle m^2\rangle^2$"),
    "correlation_length": ("correlation length", r"$\xi$ (lattice spacings)"),
}

TITLES = {name: title for name, (title, _) in _TITLES_AND_LABELS.items()}
LABELS = {name: label for name, (_, label) in _TITLES_AND_LABELS.items()}
