"""What all rules share, in one place: log and benchmark of a job, the fingerprint of its script, memory and time."""

import re
from collections.abc import Callable, Iterable, Mapping

__all__ = ["complete_rules", "job_name"]

_PREFIXES = {
    "side": "side",
    "temperature": "T",
    "replica": "replica",
}  # of wildcards whose values are bare numbers


def complete_rules(rules: Iterable, code_of: Callable[[str], str], *, resources: Mapping[str, int]) -> None:
    """Give every rule that runs a script what it does not declare itself.

    - ``log`` and ``benchmark``: results/logs/<rule>/<wildcards>.log and results/benchmarks/<rule>/<wildcards>.tsv;
    - ``params.code``: ``code_of(rule)``, evaluated when the job is planned;
    - each of ``resources``, as if the rule had written it.

    Parameters
    ----------
    rules : iterable of snakemake.rules.Rule
        Completed in place, before Snakemake makes jobs of them.
    code_of : callable
        From the name of a rule to the fingerprint of its script.
    resources : mapping of str to int
    """
    from snakemake.resources import Resources  # noqa: PLC0415 - Snakemake is there where there are rules

    for rule in rules:
        if not rule.script:
            continue
        place = job_name(rule.name, rule.output[0])
        rule.log_modifier = rule.benchmark_modifier = rule.output_modifier
        if not rule.log:
            rule.set_log(f"results/logs/{place}.log")
        if rule.benchmark is None:
            rule.benchmark = f"results/benchmarks/{place}.tsv"
        if "code" not in dict(rule.params.items()):
            rule.set_params(code=_code_when_planned(rule.name, code_of))
        own = set((rule.ruleinfo.resources or ((), {}))[1])
        chosen = set(rule.workflow.resource_settings.overwrite_resources.get(rule.name, {}))
        left = {name: value for name, value in resources.items() if name not in own | chosen}
        rule.resources.update(Resources.from_mapping(left))


def job_name(rule: str, output: str) -> str:
    """Return the name of the jobs of a rule as a path, such as "train_dbn/T{temperature}_replica{replica}"."""
    wildcards = dict.fromkeys(re.findall(r"{(\w+)", str(output)))
    place = "_".join(f"{_PREFIXES.get(name, '')}{{{name}}}" for name in wildcards)
    return f"{rule}/{place}" if place else rule


def _code_when_planned(name: str, code_of: Callable[[str], str]) -> Callable[[object], str]:
    return lambda wildcards: code_of(name)
