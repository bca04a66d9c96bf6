"""The frame of every script: threads, log, provenance, and one sentence for a user's mistake."""

import logging
import sys
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path

from threadpoolctl import threadpool_limits

from rgcore.errors import InputError
from rgcore.pipeline.checkpoints import FileCheckpoint, keep_checkpoint
from rgcore.pipeline.durations import in_words
from rgcore.provenance import Stamp, file_digest, git_commit, library_versions, merge_parameters
from rgcore.tables.frames import read_stamp

__all__ = ["Job", "job"]

_SECONDS_BETWEEN_REPORTS = 5.0


class Job:
    """One running rule: its parameters, log and stamp.

    Attributes
    ----------
    params : the rule's ``params``, plain types
    root_seed : int, or None if the rule draws no random numbers
    log : logging.Logger that writes the rule's log file
    """

    def __init__(self, snakemake: object, log: logging.Logger) -> None:
        self._snakemake = snakemake
        self.params = snakemake.params
        self.root_seed = snakemake.params.get("root_seed")
        self.log = log

    def stamp(self, measured: Mapping[str, object] | None = None) -> Stamp:
        """Return what the outputs are made from: parameters, ``measured`` facts, digests of code and inputs.

        Parameters and root seed of the inputs, where this project wrote them, are handed on.
        """
        own = [(name, value) for name, value in self.params.items() if name not in ("code", "root_seed")]
        given = {name: _without_place(value) for name, value in own}
        tables = [path for path in self._snakemake.input if Path(path).suffix == ".parquet"]
        before = [stamp for path in tables if (stamp := read_stamp(path))]
        seeds = [stamp["root_seed"] for stamp in before if stamp["root_seed"] is not None]
        handed_on = merge_parameters([stamp["parameters"] for stamp in before])
        return Stamp(
            parameters={**handed_on, **dict(self._snakemake.wildcards.items()), **given},
            measured=measured or {},
            root_seed=next(iter(seeds), None) if self.root_seed is None else self.root_seed,
            code=self.params.get("code", ""),
            inputs={_portable(path): file_digest(path) for path in self._snakemake.input},
            versions=library_versions(),
        )

    def network_place(self) -> dict[str, float | int]:
        """Return temperature (J/k_B) and replica of the network of this job, from its wildcards."""
        wildcards = self._snakemake.wildcards
        return {"temperature": float(wildcards.temperature), "replica": int(wildcards.replica)}

    def checkpoint(self) -> AbstractContextManager[FileCheckpoint]:
        """Return the checkpoint of this job, for a ``with`` around all that it guards, its outputs included.

        The file lies beside the logs; its rhythm is a resource of the rule, so that another rhythm reruns nothing.
        """
        log = Path(self._snakemake.log[0])
        path = log.parents[2] / "checkpoints" / log.parent.name / f"{log.stem}.parquet"
        resources = self._snakemake.resources
        checkpoint = FileCheckpoint(
            path,
            self.stamp(),
            every_epochs=resources.checkpoint_epochs,
            every_minutes=resources.checkpoint_minutes,
            log=self.log,
        )
        return keep_checkpoint(checkpoint)

    def progress(self, unit: str) -> Callable[[int, int], None]:
        """Return ``report(done, total)`` that writes "12 of 100 <unit>, time so far, time left" to the log."""
        started = time.monotonic()
        last = started

        def report(done: int, total: int) -> None:
            nonlocal last
            now = time.monotonic()
            if done < total and now - last < _SECONDS_BETWEEN_REPORTS:
                return
            last = now
            left = (now - started) * (total - done) / max(done, 1)
            self.log.info(
                "%d of %d %s, %s so far, about %s left",
                done,
                total,
                unit,
                in_words(now - started),
                in_words(left),
            )

        return report


@contextmanager
def job(snakemake: object) -> Iterator[Job]:
    """Run the body of a script as a job of the workflow.

    BLAS and numba use ``snakemake.threads`` threads; the log file receives the messages of the job; an
    ``InputError`` becomes one sentence on standard error and in the log, and exit code 1.
    """
    log = _open_log(Path(snakemake.log[0]))
    if "numba" in sys.modules:
        import numba  # noqa: PLC0415 - slow to load, and only a job with kernels has it

        numba.set_num_threads(min(snakemake.threads, numba.config.NUMBA_NUM_THREADS))
    with threadpool_limits(limits=snakemake.threads):
        try:
            log.info("%s starts, code at commit %s", snakemake.rule, git_commit())
            yield Job(snakemake, log)
            log.info("%s is done after %s of core time", snakemake.rule, in_words(time.process_time()))
        except InputError as mistake:
            log.error("%s", mistake)
            print(f"Error: {mistake}", file=sys.stderr)
            raise SystemExit(1) from None
        except KeyboardInterrupt:
            log.info("%s was interrupted", snakemake.rule)
            raise SystemExit(130) from None
        except Exception:
            log.exception("%s failed", snakemake.rule)
            raise


def _open_log(path: Path) -> logging.Logger:
    """Return a logger that writes to a fresh file at ``path``; warnings go there too."""
    path.parent.mkdir(parents=True, exist_ok=True)
    handler = logging.FileHandler(path, mode="w", encoding="utf-8")
    handler.setFormatter(logging.Formatter("%(asctime)s %(levelname)s %(message)s"))
    logging.captureWarnings(True)
    for name in ("rgcore", "py.warnings"):
        logger = logging.getLogger(name)
        logger.setLevel(logging.INFO)
        logger.addHandler(handler)
        logger.propagate = False
    return logging.getLogger("rgcore")


def _without_place(value: object) -> object:
    """Return a parameter whose ``path``, if it is a mapping with one, is the same on every computer."""
    if isinstance(value, Mapping) and "path" in value:
        return {**value, "path": _portable(value["path"])}
    return value


def _portable(path: str) -> str:
    """Return a path that is the same on every computer: a relative one as it is, of an absolute one the name."""
    return Path(path).name if Path(path).is_absolute() else Path(path).as_posix()
