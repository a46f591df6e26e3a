"""The studies that may be opened, each read once."""

from __future__ import annotations

import contextlib
import datetime as dt
import logging
import threading
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from difflib import get_close_matches
from functools import partial
from pathlib import Path

from netmap.model.errors import NetmapError, NotFoundError, StudyError
from netmap.model.i18n import N_
from netmap.model.study import Study
from netmap.services.board_types import StudyEntry
from netmap.services.frames import simulated, title_of
from netmap.services.principals import Principal

LOG = logging.getLogger(__name__)

UNREADABLE = N_("the study cannot be read: {reason}")


@dataclass(slots=True, eq=False)
class _Shelf:
    """One study: where it is, how its dates are meant, and what became of reading it."""

    path: Path
    dates: str | None
    lock: threading.Lock = field(default_factory=threading.Lock)
    study: Study | None = None
    refusal: StudyError | None = None


class StudyLibrary:
    """Studies by name, read when they are first asked for.

    A study's name is that of its folder or file; a name that comes twice gets a number. A study
    that fails its checks stays, with its `StudyError`, so that a page can show every problem.
    `baseline`, where given, goes before the partnerships' own; `dates` says how days like 03/04/2011
    are meant, `dmy` or `mdy`.
    """

    def __init__(
        self, paths: Sequence[Path], baseline: dt.date | None = None, dates: str | None = None
    ) -> None:
        self.baseline = baseline
        self._shelves: dict[str, _Shelf] = {}
        for path in paths:
            self._shelves[self._free_name(_name(Path(path)))] = _Shelf(Path(path), dates)

    def _free_name(self, name: str) -> str:
        number, free = 2, name
        while free in self._shelves:
            free, number = f"{name}-{number}", number + 1
        return free

    def preload(self, prepare: Callable[[str], object] | None = None) -> threading.Thread:
        """Read every study in the background, one after the other, then have each one that was read prepared.

        `prepare` takes a study's name; what it works out early the first visitor does not wait for.
        """
        work = partial(self._read_all, prepare)
        thread = threading.Thread(target=work, name="netmap-reading", daemon=True)
        thread.start()
        return thread

    def _read_all(self, prepare: Callable[[str], object] | None) -> None:
        for shelf in self._shelves.values():
            with contextlib.suppress(StudyError):
                _read(shelf)
        for name, shelf in self._shelves.items():
            if prepare is not None and shelf.study is not None:
                try:
                    prepare(name)
                except Exception:  # whoever asks for the study is told what is wrong
                    LOG.exception("preparing a study failed")

    def entries(self, principal: Principal) -> tuple[StudyEntry, ...]:
        """Every study that the principal may see, as far as it is known; reads nothing."""
        return tuple(_entry(name, shelf) for name, shelf in self._shelves.items())

    def study(self, principal: Principal, name: str) -> Study:
        """A study by name, read now if it was not yet.

        Raises `NotFoundError` naming the near ones, and `StudyError` where the study is refused.
        """
        shelf = self._shelves.get(name)
        if shelf is None:
            raise self._unknown(name)
        return _read(shelf)

    def _unknown(self, name: str) -> NotFoundError:
        near = get_close_matches(name, self._shelves, n=3, cutoff=0.4) or list(self._shelves)[:5]
        if not near:
            return NotFoundError(N_("there is no study “{name}”; none is open"), name=name[:80])
        return NotFoundError(
            N_("there is no study “{name}”; open are: {near}"), name=name[:80], near=", ".join(near)
        )


def _name(path: Path) -> str:
    found = path.expanduser().absolute()
    return (found.name if found.is_dir() else found.stem) or "study"


def _read(shelf: _Shelf) -> Study:
    """The study of a shelf, read unless it was; what was refused is refused again."""
    with shelf.lock:
        if shelf.study is None and shelf.refusal is None:
            try:
                shelf.study = _study_at(shelf.path, shelf.dates)
            except StudyError as error:
                shelf.refusal = error
        if shelf.study is not None:
            return shelf.study
    refusal = shelf.refusal or StudyError(UNREADABLE, reason="")
    raise refusal.with_traceback(None)


def _study_at(path: Path, dates: str | None) -> Study:
    """Read a study; whatever stands in the way becomes a `StudyError`, so that a page can say it."""
    from netmap.formats.reading import read_study

    try:
        return read_study(path, dates=dates)
    except StudyError:
        raise
    except NetmapError as error:
        raise StudyError(error.template, **error.values) from error
    except Exception as error:
        LOG.exception("reading a study failed")
        raise StudyError(UNREADABLE, reason=f"{type(error).__name__}: {error}"[:200]) from error


def _entry(name: str, shelf: _Shelf) -> StudyEntry:
    if shelf.study is not None:
        return StudyEntry(name, title_of(shelf.study, name), "ready", simulated(shelf.study))
    return StudyEntry(name, name, "refused" if shelf.refusal is not None else "reading")
