"""Snakemake's decision what runs again, taken by the stamps in the files in place of its own records and the clock.

Snakemake compares params, inputs and times with what its folder ``.snakemake`` records. That folder is not copied with
``results``, it contains nothing of other runs, and a clock can be wrong. Here the class that keeps these records is
replaced by one that answers the same questions from the stamps; Snakemake's own machinery does the rest.
"""

import logging
import os
import shutil
import sys
from collections.abc import Sequence
from functools import cached_property
from pathlib import Path

import snakemake
from snakemake.logging import logger
from snakemake.persistence import ParamsChange
from snakemake.settings.types import RerunTrigger

from rgcore.errors import InputError
from rgcore.pipeline.jobs.place_names import checkpoints_of_point
from rgcore.pipeline.snakemake_messages import NO_RECORD_OF_FILE
from rgcore.pipeline.staleness.digests import KnownDigests
from rgcore.pipeline.staleness.verdicts import Stale, Verdicts
from rgcore.pipeline.stamps import Portion, files_of_point, params_of_point

__all__ = ["decide_by_stamps"]

_BACKENDS = ("FilePersistence", "DbPersistence", "Persistence")
"""Of Snakemake's records: files, a database, and all of them up to 9.25."""

_REMEDY = (
    ". To keep the results of that config, stop this run and add a line `study: NAME` to the config: results then "
    "stand in results/NAME"
)
_TESTED = "9.27.1"
_OTHER_SNAKEMAKE = (
    f"Snakemake must be one that asks the stamps of files what runs again, such as the tested {_TESTED}, "
    f"but {snakemake.__version__} has no {{}}: give `make .venv/ready`, which installs the one of requirements.lock"
)


def decide_by_stamps() -> None:
    """Let stamps decide what runs again, in the run whose Snakefile calls this.

    Raises
    ------
    InputError
        If Snakemake keeps its records in a class of another name, or asks them by methods of other names.
    """
    module = sys.modules["snakemake.workflow"]  # which executes the Snakefile
    names = [name for name in _BACKENDS if hasattr(module, name)]
    if not names:
        raise InputError(_OTHER_SNAKEMAKE.format("class FilePersistence"))
    for name in names:
        backend = getattr(module, name)
        original = getattr(backend, "original", backend)
        _check_methods(original, module.DAG)
        stamped = type(name, (_StampsDecide, original), {"original": original})
        setattr(module, name, stamped)
    logger.addFilter(_is_worth_reading)


def _check_methods(records: type, dag: type) -> None:
    """Raise InputError if a method that is replaced here is not there: Snakemake would never call what replaces it."""
    replaced = [name for name in vars(_StampsDecide) if not name.startswith("_")]
    missing = [name for name in replaced if not hasattr(records, name)]
    missing += [name for name in ("check_output_mtime",) if not hasattr(dag, name)]
    if missing:
        raise InputError(_OTHER_SNAKEMAKE.format(f"method {missing[0]}"))


def _portions_of(job: object) -> list[Portion]:
    """Return the points of a bundle, or another job as one portion."""
    params = dict(job.params.items())
    if "points" in params:
        return [
            Portion(
                params=params_of_point(params, number),
                wildcards=wildcards,
                input=list(map(str, files_of_point(job.input, number).values())),
                output=list(map(str, files_of_point(job.output, number).values())),
            )
            for number, wildcards in enumerate(params["points"])
        ]
    return [
        Portion(
            params=params,
            wildcards=dict(job.wildcards.items()),
            input=list(map(str, job.input)),
            output=list(map(str, job.output)),
            joins=bool(params.get("joins")),
        )
    ]


class _StampsDecide:
    """Answers of Snakemake's records about the jobs of this project, from the stamps of their outputs."""

    def __init__(self, *arguments: object, **settings: object) -> None:
        super().__init__(*arguments, **settings)
        self.dag.check_output_mtime = _accept
        self._portions: dict[object, Sequence[Portion]] = {}
        self._portion_of: dict[str, Portion] = {}
        self._judged: dict[object, list[Stale] | None] = {}
        self._reported = False
        if self.dag.workflow.is_main_process:
            # Inputs of any size are compared by their contents, which the stamps record and Snakemake need not.
            self.dag.max_checksum_file_size, self.max_checksum_file_size = sys.maxsize, 0

    @cached_property
    def _verdicts(self) -> Verdicts:
        return Verdicts(self._portion_of.get, KnownDigests(Path(self.path) / "rgcore_digests.json"))

    def has_metadata(self, job: object) -> bool:
        return self._stale(job) is not None or super().has_metadata(job)

    def has_outdated_metadata(self, job: object) -> bool:
        return self._stale(job) is None and super().has_outdated_metadata(job)

    def params_changed(self, job: object, file: str | None = None) -> ParamsChange:
        stale = self._stale(job)
        if stale is None:
            return super().params_changed(job, file)
        chosen = [each for each in stale if file in (None, each.path)]
        found, wanted = {each.found for each in chosen}, {each.wanted for each in chosen}
        return ParamsChange(only_old=found, only_new=wanted, files={each.path for each in chosen})

    def input_changed(self, job: object, file: str | None = None) -> object:
        if self._stale(job) is None:
            return super().input_changed(job, file)
        return [] if file is None else False  # params_changed has compared the inputs too

    def input_checksums(self, job: object, input_path: str) -> set[str | None]:
        """Return the digests that an input, which is newer than an output, had when the outputs were made."""
        if not self._is_ours(job):
            return super().input_checksums(job, input_path)
        self._stale(job)  # which may add to the reasons
        path, portions = str(input_path), self._look_at(job)
        now = f"sha256:{self._verdicts.digests.of(path)}"
        self.dag.workflow.iocache.checksum[input_path] = now
        if path not in self._portion_of:
            return {now}  # a file of the user: params_changed compares its contents, whatever its time
        used = [self._verdicts.digests_used(each, path) for each in portions if path in each.input]
        return {f"sha256:{digest}" if digest else None for digest in set().union(*used)} or {now}

    async def finished(self, job: object) -> None:
        """Record that the outputs of a job are accepted; then its points need not be kept any longer."""
        await super().finished(job)
        if self._is_ours(job):
            for point in job.params.get("points", ()):
                shutil.rmtree(checkpoints_of_point(job.log[0], point), ignore_errors=True)

    # Snakemake calls the one or the other when it has looked at all jobs, in a dry run and in a real one.
    def save_iocache(self) -> None:
        super().save_iocache()
        self._finish()

    def drop_iocache(self) -> None:
        super().drop_iocache()
        self._finish()

    def _is_ours(self, job: object) -> bool:
        return (
            self.dag.workflow.is_main_process and bool(job.rule.script) and job.params.get("code") is not None
        )

    def _stale(self, job: object) -> list[Stale] | None:
        """Return the outputs of a job that must be made again, or None if Snakemake's records decide.

        These do for jobs of other kinds, for jobs none of whose outputs is there, and for outputs that have a record
        but no stamp.
        """
        if job not in self._judged:
            self._judged[job] = self._judge(job) if self._is_ours(job) else None
        return self._judged[job]

    def _judge(self, job: object) -> list[Stale] | None:
        there = [path for path in job.output if os.path.exists(path)]
        recorded = bool(there) and self.metadata(there[0]) is not None  # all outputs of a job at once
        if not there or (recorded and not all(self._verdicts.stamp_in(str(path)) != {} for path in there)):
            return None
        portions = self._look_at(job)
        return [each for portion in portions for each in self._verdicts.of(portion, recorded=recorded)]

    def _look_at(self, job: object) -> Sequence[Portion]:
        """Return the portions of a job, after noting which portions make its files and all before them."""
        waiting = [job]
        while waiting:
            each = waiting.pop()
            if each in self._portions:
                continue
            if not self._is_ours(each):
                self._portions[each] = ()
            else:
                self._portions[each] = _portions_of(each)
            for portion in self._portions[each]:
                self._portion_of.update(dict.fromkeys(portion.output, portion))
            waiting.extend(self.dag.job_dependencies(each))
        return self._portions[job]

    def _finish(self) -> None:
        """Store new digests, and report once what does not match."""
        if self._judged:
            self._verdicts.digests.store()
        asked = RerunTrigger.PARAMS in self.dag.workflow.rerun_triggers
        stale = [
            each
            for job, files in self._judged.items()
            for each in files or ()
            if asked or not self.dag.needrun(job)
        ]
        if not stale or self._reported:
            return
        self._reported = True
        files = "1 file does" if len(stale) == 1 else f"{len(stale)} files do"
        are = "is" if len(stale) == 1 else "are"
        follows = (
            "will be made again with all that depends on them"
            if asked
            else f"{are} kept because of --rerun-triggers"
        )
        unnamed = asked and not self.dag.workflow.config.get("study")
        remedy = _REMEDY if unnamed and any(each.of_other_config for each in stale) else ""
        first = min(stale, key=lambda each: each.path)  # Snakemake asks for jobs in any order
        logger.warning(f"{files} not match config and code, and {follows}; the first: {first}{remedy}")


def _is_worth_reading(record: logging.LogRecord) -> bool:
    """Return whether a message is not the one that a report gives for every file of copied results."""
    return not NO_RECORD_OF_FILE.begins(record.msg)


async def _accept(job: object, outputs: object) -> None:
    """Take outputs that are older than an input: stamps, not the clock, decide what runs again."""
