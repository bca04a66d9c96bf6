"""What all rules share, in one place: log and benchmark of a job, the fingerprint of its script, memory and time."""

import re
from collections.abc import Callable, Iterable, Mapping

from rgcore.pipeline.jobs.bundles import Bundles
from rgcore.pipeline.jobs.place_names import place_name
from rgcore.pipeline.jobs.requests import Requests

__all__ = ["complete_rules", "job_name"]


def complete_rules(
    rules: Iterable, bundles: Bundles, code_of: Callable[[str], str], *, requests: Requests
) -> None:
    """Give every rule that runs a script what it does not declare itself.

    - ``log`` and ``benchmark``: results/logs/<rule>/<wildcards>.log and results/benchmarks/<rule>/<wildcards>.tsv; of a
      rule that makes a bundle <rule> is its family and <wildcards> the place of the bundle;
    - ``params.code``: ``code_of(rule)``, evaluated when the job is planned;
    - ``params.points`` of a bundle, and ``params.points_params``: wildcards and params that each point has for itself.
      They are declared as derived from the output, which keeps Snakemake from comparing them with the last run: other
      points in the same job are no reason to run again;
    - ``resources.mem_mb`` and ``resources.runtime``, as if the rule had written them.

    Parameters
    ----------
    rules : iterable of snakemake.rules.Rule
        Completed in place, before Snakemake makes jobs of them.
    bundles : Bundles
    code_of : callable
        From the name of a rule, or a family of them, to the fingerprint of its script.
    requests : Requests
    """
    for rule in rules:
        if not rule.script:
            continue
        family, bundle = bundles.family(rule.name), bundles.get(rule.name)
        place = (
            f"{family}/{bundle.place}"
            if bundle
            else job_name(rule.name, rule.output[0] if rule.output else "")
        )
        rule.log_modifier = rule.benchmark_modifier = rule.output_modifier
        if not rule.log:
            rule.set_log(f"results/logs/{place}.log")
        if rule.benchmark is None:
            rule.benchmark = f"results/benchmarks/{place}.tsv"
        if "code" not in dict(rule.params.items()):
            rule.set_params(code=_code_when_planned(family, code_of))
        if bundle:
            rule.set_params(points=_when_planned(bundle.points), points_params=_when_planned(bundle.params))
        _complete_resources(rule, family, requests.of(family, bundles.n_points(rule.name)))


def _complete_resources(rule: object, family: str, resources: Mapping[str, object]) -> None:
    from snakemake.resources import Resources  # noqa: PLC0415 - Snakemake is there where there are rules

    own = set((rule.ruleinfo.resources or ((), {}))[1])
    chosen = rule.workflow.resource_settings.overwrite_resources
    of_rule, of_family = (Resources.from_mapping(chosen.get(name, {})) for name in (rule.name, family))
    left = {name: value for name, value in resources.items() if name not in own}
    rule.resources.update(Resources.from_mapping(left))
    rule.resources.update(of_family)  # --set-resources train_dbn:mem_mb=900 is for all its bundles
    rule.resources.update(of_rule)


def job_name(rule: str, output: str) -> str:
    """Return the name of the jobs of a rule as a path, such as "train_dbn/T{temperature}_replica{replica}"."""
    place = place_name({name: f"{{{name}}}" for name in re.findall(r"{(\w+)", str(output))})
    return f"{rule}/{place}" if place else rule


def _code_when_planned(name: str, code_of: Callable[[str], str]) -> Callable[[object], str]:
    return lambda wildcards: code_of(name)


def _when_planned(of_points: Iterable[Mapping]) -> Callable[[object, object], list[dict]]:
    return lambda wildcards, output: list(of_points)
