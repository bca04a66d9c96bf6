"""Write the results on hypotheses of the width into docs/block_size_law.md.

    python workflow/write_block_laws.py FOLDER

FOLDER has block_size_hypotheses.parquet, such as results/tables of a run of the study.
"""

import sys
from pathlib import Path

import pandas as pd

from rgcore.selection.names import plain
from rgcore.selection.networks.block_laws import best_law, law_label
from rgcore.words.wording import number, with_error

PAGE = Path(__file__).parents[1] / "docs" / "block_size_law.md"
SYMBOLS = {"factor": "a", "length_factor": "c", "sites_power": "p", "length_power": "q", "sharpness": "m"}
FILTERS = {"none": "free", "translations": "one"}


def main(folder: str) -> None:
    """Replace the tables between the marks of the page."""
    laws = pd.read_parquet(Path(folder) / "block_size_hypotheses.parquet")
    text = PAGE.read_text()
    for name, table in (("kinds", kinds(laws)), ("laws", all_laws(laws[laws["source"] == "ising"]))):
        begin, end = f"<!-- {name} -->\n", f"<!-- end of {name} -->"
        before, rest = text.split(begin)
        text = before + begin + table + "\n" + end + rest.split(end)[1]
    PAGE.write_text(text)


def kinds(laws: pd.DataFrame) -> str:
    """Return one line per source and sharing: its best hypothesis."""
    lines = [
        [
            "source",
            "filters",
            "conditions, runs",
            "not localized",
            "hypothesis (weight)",
            "next (weight)",
            "parameters",
        ]
    ]
    lines[0] += ["median error (%)", "90 % of errors below (%)"]
    for (source, sharing), rows in laws.groupby(["source", "sharing"]):
        first = rows.iloc[0]
        line = [plain(source), FILTERS[sharing], f"{first['n_conditions']}, {first['n_replicas']}"]
        line.append(f"{first['n_not_localized']}")
        best = best_law(rows)
        if best is None:
            lines.append([*line, *["none"] * 5])
            continue
        others = rows.drop(index=best.name).sort_values("weight", ascending=False, kind="stable")
        line += [f"{law_label(row)} ({number(row['weight'], 2)})" for row in (best, others.iloc[0])]
        lines.append([*line, parameters(best), *errors(best)])
    return markdown(lines)


def all_laws(laws: pd.DataFrame) -> str:
    """Return one line per hypothesis."""
    lines = [["filters", "law", "parameters", "scatter left", "weight", "if wide", "BIC weight", "p (Holm)"]]
    lines[0] += ["median error (%)", "90 % of errors below (%)"]
    for _, row in laws.iterrows():
        line = [
            FILTERS[row["sharing"]],
            law_label(row),
            parameters(row),
            number(row["scatter_of_conditions"], 2),
        ]
        line += [number(row[name], 2) for name in ("weight", "weight_if_wide", "weight_bic", "p_corrected")]
        lines.append([*line, *errors(row)])
    return markdown(lines).replace("no number", "-")


def parameters(row: pd.Series) -> str:
    """Return the parameters of a hypothesis with standard errors."""
    found = [
        f"{symbol} = {with_error(row[name], row[f'{name}_err'])}"
        for name, symbol in SYMBOLS.items()
        if pd.notna(row[name])
    ]
    return ", ".join(found) or row["reason"]


def errors(row: pd.Series) -> list[str]:
    """Return the errors of predictions with intervals, in per cent."""
    if not row["n_predicted"]:
        return ["-", "-"]
    return [
        f"{100 * row[name]:.1f} ({100 * row[f'{name}_low']:.1f} to {100 * row[f'{name}_high']:.1f})"
        for name in ("median_error", "error_90")
    ]


def markdown(lines: list[list[str]]) -> str:
    """Return a table of texts, the first line its head."""
    rows = [lines[0], ["---"] * len(lines[0]), *lines[1:]]
    return "\n".join(f"| {' | '.join(row)} |" for row in rows)


if __name__ == "__main__":
    main(sys.argv[1])
