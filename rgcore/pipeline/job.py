"""The frame of every script: threads, log, provenance, and one sentence for a user's mistake."""

import logging
import sys
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from socket import gethostname
from types import SimpleNamespace
from typing import NoReturn

from threadpoolctl import threadpool_limits

from rgcore.errors import InputError
from rgcore.pipeline.checkpoints import FileCheckpoint, keep_checkpoint
from rgcore.pipeline.durations import core_time_line, in_words
from rgcore.pipeline.faults import describe_fault
from rgcore.pipeline.jobs.place_names import checkpoints_of_point, place_name
from rgcore.pipeline.kept_points import KeptPoint
from rgcore.pipeline.process.interruption import interruptible
from rgcore.pipeline.process.orphans import end_with_parent
from rgcore.pipeline.stamps import Portion, files_of_point, params_of_point, portable, stamp_of
from rgcore.pipeline.studies import results_folder
from rgcore.provenance import Stamp, file_digest, git_commit
from rgcore.tables.damaged_files import DamagedFileError
from rgcore.tables.footers import read_stamp
from rgcore.tables.stamp_files import has_footer, write_stamp_beside

__all__ = ["Job", "Point", "job"]

_SECONDS_BETWEEN_REPORTS = 5.0


class _Work:
    """What a script writes files for: a whole job, or one point of a bundle.

    Attributes
    ----------
    params : the rule's ``params``, plain types
    root_seed : int, or None if the rule draws no random numbers
    log : logging.Logger that writes the rule's log file
    """

    def __init__(self, snakemake: object, log: logging.Logger) -> None:
        self._snakemake = snakemake
        self.params = snakemake.params
        self._params: Mapping[str, object] = dict(snakemake.params.items())
        self.root_seed = snakemake.params.get("root_seed")
        self.log = log
        self._wildcards: Mapping[str, str] = dict(snakemake.wildcards.items())
        self._inputs: Sequence[str] = list(snakemake.input)
        self._outputs: Sequence[str] = list(snakemake.output)

    def stamp(self, measured: Mapping[str, object] | None = None) -> Stamp:
        """Return what the outputs are made from: parameters, ``measured`` facts, digests of code and inputs.

        Parameters and root seed of the inputs, where this project wrote them, are handed on.
        """
        made = Portion(params=self._params, wildcards=self._wildcards, input=self._inputs)
        before = [stamp for path in made.tables if (stamp := read_stamp(path))]
        return stamp_of(made, before, {portable(path): file_digest(path) for path in made.input}, measured)

    def write_stamps(self) -> None:
        """Write the stamps of those outputs that have no place for one inside: figures, pages and texts."""
        outputs = [path for path in self._outputs if not has_footer(path)]
        stamp = self.stamp() if outputs else None
        for path in outputs:
            write_stamp_beside(path, stamp)

    def _checkpoints(self) -> Path:
        return checkpoints_of_point(self._snakemake.log[0], self._wildcards)

    def _file_checkpoint(self) -> FileCheckpoint:
        resources = self._snakemake.resources
        return FileCheckpoint(
            Path(f"{self._checkpoints()}.parquet"),  # not with_suffix: T2.0 has a dot
            self.stamp(),
            every_epochs=resources.checkpoint_epochs,
            every_minutes=resources.checkpoint_minutes,
            log=self.log,
        )

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


class Point(_Work):
    """One point of a bundle.

    Attributes
    ----------
    params, wildcards, input, output : namespaces with what belongs to this point by name
    """

    def __init__(self, snakemake: object, log: logging.Logger, number: int) -> None:
        super().__init__(snakemake, log)
        self._params = params_of_point(dict(snakemake.params.items()), number)
        self.params = SimpleNamespace(**self._params)
        self._wildcards = snakemake.params.points[number]
        self.wildcards = SimpleNamespace(**self._wildcards)
        self.input = SimpleNamespace(**files_of_point(snakemake.input, number))
        self.output = SimpleNamespace(**files_of_point(snakemake.output, number))
        self._inputs = list(vars(self.input).values())
        self._outputs = list(vars(self.output).values())

    def stamp_afterwards(self, measured: Callable[[], Mapping[str, object]]) -> Callable[[], Stamp]:
        """Return a function that gives the stamp when the facts, which ``measured`` returns, are known."""
        return lambda: self.stamp(measured())

    @property
    def name(self) -> str:
        """Its name, such as "T2.0_replica0"."""
        return place_name(self._wildcards)

    def network_place(self) -> dict[str, float | int]:
        """Return temperature (J/k_B) and replica of the network of this point, from its wildcards."""
        return {"temperature": float(self.wildcards.temperature), "replica": int(self.wildcards.replica)}

    @contextmanager
    def checkpoint(self) -> Iterator[FileCheckpoint]:
        """Give the checkpoint of this point to a ``with`` around all that it guards, its outputs included.

        The file lies beside the logs; its rhythm is a resource of the rule, so that another rhythm reruns nothing. It
        is removed after the outputs are kept, so that a kill at any time leaves the one or the other.
        """
        with keep_checkpoint(self._file_checkpoint()) as checkpoint:
            yield checkpoint
            self.kept().keep()

    def kept(self) -> KeptPoint:
        """Return the place of its finished outputs while other points of the bundle are still to be made."""
        return KeptPoint(self._checkpoints(), list(vars(self.output).values()), self.stamp)


class Job(_Work):
    """One running rule: its parameters, log and stamp, and its points if it is a bundle."""

    @contextmanager
    def checkpoint(self) -> Iterator[FileCheckpoint]:
        """Give the checkpoint of a job that is no bundle to a ``with`` around all that it guards, its outputs included.

        As of :class:`Point`, but outputs are not kept: a job that is stopped after its last draw makes that again.
        """
        with keep_checkpoint(self._file_checkpoint()) as checkpoint:
            yield checkpoint

    def points(self) -> Iterator[Point]:
        """Yield the points of a bundle that are still to be made; a point is made when the next one is asked for.

        Finished points are kept until Snakemake has accepted the outputs of the job, which is after its script: it
        deletes the outputs of a job that did not come to its end.
        """
        points = [Point(self._snakemake, self.log, number) for number in range(len(self.params.points))]
        for number, point in enumerate(points, start=1):
            if point.kept().restore():
                self.log.info("%d of %d points: %s was made before", number, len(points), point.name)
                continue
            self.log.info("%d of %d points: %s", number, len(points), point.name)
            yield point
            point.write_stamps()
            point.kept().keep()


@contextmanager
def job(snakemake: object) -> Iterator[Job]:
    """Run the body of a script as a job of the workflow.

    BLAS and numba use ``snakemake.threads`` threads; the log file receives the messages of the job; an
    ``InputError`` becomes one sentence on standard error and in the log, and exit code 1.
    """
    end_with_parent()
    log = _open_log(Path(snakemake.log[0]))
    if numba := sys.modules.get("numba"):  # slow to load, and only a job with kernels has it
        numba.set_num_threads(min(snakemake.threads, numba.config.NUMBA_NUM_THREADS))
    with threadpool_limits(limits=snakemake.threads), interruptible():
        try:
            log.info("%s starts on %s, code at commit %s", snakemake.rule, gethostname(), git_commit())
            run = Job(snakemake, log)
            yield run
            if "points" not in run.params.keys():  # noqa: SIM118 - a list with names; points have written theirs
                run.write_stamps()
            log.info("%s", core_time_line(snakemake.rule, time.process_time()))
        except KeyboardInterrupt:
            log.info("%s was interrupted", snakemake.rule)
            raise SystemExit(130) from None
        except Exception as error:
            sentence = _one_sentence(error, snakemake.input)
            if sentence is None:
                log.exception("%s failed", snakemake.rule)
                raise
            log.error("%s", sentence)
            _stop(sentence)


def _one_sentence(error: Exception, inputs: Sequence[str]) -> str | None:
    """Return what happened in one sentence, or None for a bug.

    A damaged file below results among ``inputs`` is removed, so that the same command makes it again; none elsewhere.
    """
    ours = isinstance(error, DamagedFileError) and str(error.path) in inputs
    if ours and error.path.parts[0] == results_folder(None):
        error.path.unlink(missing_ok=True)
        return f"{error.path} was damaged and has been removed: the same command makes it anew"
    return str(error) if isinstance(error, InputError) else describe_fault(error)


def _stop(sentence: str) -> NoReturn:
    print(f"Error: {sentence}", file=sys.stderr)
    raise SystemExit(1) from None


def _open_log(path: Path) -> logging.Logger:
    """Return a logger that writes to a fresh file at ``path``; warnings go there too."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        handler = logging.FileHandler(path, mode="w", encoding="utf-8")
    except OSError as fault:
        if sentence := describe_fault(fault):
            _stop(sentence)
        raise
    handler.handleError = lambda record: None  # a full disk: the job itself reports it
    handler.setFormatter(logging.Formatter("%(asctime)s %(levelname)s %(message)s"))
    logging.captureWarnings(True)
    for name in ("rgcore", "py.warnings"):
        logger = logging.getLogger(name)
        logger.setLevel(logging.INFO)
        logger.addHandler(handler)
        logger.propagate = False
    return logging.getLogger("rgcore")
