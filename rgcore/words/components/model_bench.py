"""What measures and verdicts decide on models whose answer is known, and what not."""

from collections.abc import Mapping

from pandas import DataFrame

from rgcore.selection.components.model_bench import QUESTIONS, combined, measures_on, verdicts_on
from rgcore.selection.names import plain
from rgcore.words.datasets.bench_limits import area_words, better_than_chance
from rgcore.words.wording import count, listing, number

__all__ = ["seen"]


def seen(tables: Mapping[str, DataFrame]) -> str:
    """Return how well all measures together, single measures and verdicts answer each question."""
    scores, measures = tables["bench_scores"], tables["bench_measures"]
    n_models, n_replicas = measures["model"].nunique(), measures["replica"].nunique()
    width = measures.loc[measures["coarse"], "bin_width"].iloc[0]
    sentences = [
        f"{count(n_models, 'model')}, {count(n_replicas, 'realization')} of each, with bins of 1 and {width} steps."
    ]
    sentences += [_question(scores, question, row) for question, row in combined(scores).items()]
    parts = [_verdict(row, tables["bench_verdicts"]) for row in verdicts_on(scores).itertuples()]
    if parts:
        sentences.append(
            f"Verdicts, as named in (c), with the shares of realizations for which each is reached where it is right, "
            f"and where it is wrong (95 % intervals with models as units): {'; '.join(parts)}."
        )
    return " ".join(sentences)


def _question(scores: DataFrame, question: str, row) -> str:
    """Return the area of the combined score, of the single measures that decide, and of the better control."""
    single = measures_on(scores, question)
    controls = single[single["kind"] == "control"]
    deciding = single[(single["kind"] == "measure") & single["decides"]]
    best = controls.loc[(controls["auc"] - 0.5).abs().idxmax()]
    name = QUESTIONS[question]
    found = "better" if better_than_chance(row) else "not better"
    text = (
        f"{name[0].upper()}{name[1:]}: all measures combined are {found} than chance, area {area_words(row)}, "
        f"two-sided p = {number(row.p_value, 2)}"
    )
    some = (
        listing(f"{plain(each.Index)} {area_words(each)}" for each in deciding.itertuples())
        if len(deciding)
        else ""
    )
    alone = (
        "single measures that differ from chance in either direction, corrected for their number: "
        f"{some or 'none'}"
    )
    control = f"of two controls {best.name} is farther from chance, {area_words(best)}, p = {number(best.p_value, 2)}"
    return f"{text}; {alone}; {control}."


def _verdict(row, verdicts: DataFrame) -> str:
    """Return hit rate and false-alarm rate of one verdict."""
    sentence = verdicts.loc[verdicts["verdict"] == row.score, "sentence"].iloc[0]
    hits, alarms = (
        f"{getattr(row, name):.2f} ({getattr(row, f'{name}_low'):.2f} to {getattr(row, f'{name}_high'):.2f})"
        for name in ("hit_rate", "false_alarm_rate")
    )
    return f"{plain(row.score)} ({sentence}), taken as evidence of {QUESTIONS[row.question]}: {hits} and {alarms}"
