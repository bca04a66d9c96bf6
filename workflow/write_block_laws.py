"""Write the results on hypotheses of the width into docs/block_size_hypotheses.md.

    python workflow/write_block_laws.py FOLDER

FOLDER has block_size_study.parquet, such as results/tables of a run of the study.
"""

import sys
from pathlib import Path

import numpy as np
import pandas as pd

from rgcore.learned.size_hypotheses.hypothesis_table import hypothesis_table
from rgcore.learned.size_hypotheses.widths import MOST_DUPLICATES, final_runs, settled
from rgcore.rng import stream
from rgcore.selection.names import plain
from rgcore.selection.networks.size_hypotheses import HYPOTHESIS_NAMES, best_hypothesis, hypothesis_label
from rgcore.tables.markdown import markdown_table, with_table
from rgcore.words.wording import number, with_error

PAGE = Path(__file__).parents[1] / "docs" / "block_size_hypotheses.md"
SYMBOLS = {"factor": "a", "length_factor": "c", "sites_power": "p", "length_power": "q", "sharpness": "m"}
FILTERS = {"none": "free", "translations": "one"}
CRITICAL = 2.269  # just below the critical temperature, J/k_B


def main(folder: str) -> None:
    """Replace the tables between the marks of the page."""
    runs = final_runs(pd.read_parquet(Path(folder) / "block_size_study.parquet"))
    text = PAGE.read_text()
    for name, table in (("kinds", kinds(runs)), ("hypotheses", selections(runs))):
        text = with_table(text, name, table)
    PAGE.write_text(text)


def fitted(runs: pd.DataFrame) -> pd.DataFrame:
    """Return the table of hypotheses of some runs."""
    return hypothesis_table(runs, rng=stream(0, purpose="block_size_hypotheses"))


def kinds(runs: pd.DataFrame) -> str:
    """Return one line per source and sharing: its best hypothesis."""
    head = ["source", "filters", "runs", "conditions with a width", "without", "best (weight)", "parameters"]
    head.append("median error (%)")
    lines = []
    for (source, sharing), rows in fitted(runs).groupby(["source", "sharing"]):
        first, best = rows.iloc[0], best_hypothesis(rows)
        n_runs = first["n_runs"] + first["n_not_localized"]
        line = [plain(source), FILTERS[sharing], str(n_runs), str(first["n_conditions"])]
        line.append(str(first["n_conditions_without"]))
        if best is None or np.isnan(best["weight"]):
            lines.append([*line, "too few conditions", "", ""])
            continue
        lines.append(
            [*line, f"{hypothesis_label(best)} ({number(best['weight'], 2)})", parameters(best), error(best)]
        )
    return markdown_table(head, lines)


def selections(runs: pd.DataFrame) -> str:
    """Return one line per hypothesis, with the better one of its lengths, for three selections of runs."""
    ising = runs[(runs["source"] == "ising") & (runs["sharing"] == "none")]
    distinct = ~(ising["duplicate_fraction"] >= MOST_DUPLICATES)
    chosen = {
        "all": ising,
        "T_c and above, few duplicates": ising[distinct & (ising["temperature"] > CRITICAL)],
        "settled": settled(ising),
    }
    head = ["runs", "hypothesis", "parameters", "scatter left", "weight", "p (Holm)", "median error (%)"]
    lines = []
    for name, rows in chosen.items():
        hypotheses = fitted(rows)
        for hypothesis in HYPOTHESIS_NAMES:
            best = best_hypothesis(hypotheses[hypotheses["hypothesis"] == hypothesis])
            if best is None:
                continue
            label = f"{name} ({best['n_conditions']} conditions)" if hypothesis == "constant" else ""
            line = [label, hypothesis_label(best), parameters(best), number(best["scatter_of_conditions"], 2)]
            lines.append([*line, small(best["weight"]), small(best["p_corrected"]), error(best)])
    return markdown_table(head, lines)


def small(value: float) -> str:
    """Return a weight or a probability."""
    return "" if np.isnan(value) else "< 0.001" if value < 0.001 else f"{value:.3f}"


def parameters(row: pd.Series) -> str:
    """Return the parameters of a hypothesis with standard errors."""
    return ", ".join(
        f"{symbol} = {with_error(row[name], row[f'{name}_err'])}"
        for name, symbol in SYMBOLS.items()
        if pd.notna(row[name])
    )


def error(row: pd.Series) -> str:
    """Return the median error of predictions with its interval, in per cent."""
    if not row["n_predicted"]:
        return ""
    low, middle, high = (100 * row[f"median_error{ending}"] for ending in ("_low", "", "_high"))
    return f"{middle:.1f} ({low:.1f} to {high:.1f})"


if __name__ == "__main__":
    main(sys.argv[1])
