"""Where the library's studies come from: files that are read once, and stores whose studies move on."""

from __future__ import annotations

import logging
import threading
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from pathlib import Path
from typing import Protocol

from netmap.library.kept_answers import KeptAnswers, keep_with
from netmap.library.principals import Principal
from netmap.library.study_entry import StudyEntry, simulated, title_of
from netmap.model.errors import NetmapError, StudyError
from netmap.model.i18n import N_
from netmap.model.study import Study
from netmap.store.keeping import Store

LOG = logging.getLogger(__name__)

UNREADABLE = N_("the study cannot be read: {reason}")


class Shelf(Protocol):
    """One study of the library."""

    def study(self, principal: Principal) -> Study:
        """The study as it is now; `StudyError` where it is refused."""

    def entry(self, name: str) -> StudyEntry:
        """What is known of it, without reading it."""


@dataclass(slots=True, eq=False)
class FileShelf:
    """A study in files: where it is, how its dates are meant, and what became of reading it."""

    path: Path
    dates: str | None
    _lock: threading.Lock = field(default_factory=threading.Lock)
    _study: Study | None = None
    _refusal: StudyError | None = None

    def study(self, principal: Principal) -> Study:
        """The study, read unless it was; what was refused is refused again."""
        with self._lock:
            if self._study is None and self._refusal is None:
                try:
                    self._study = _study_at(self.path, self.dates)
                except StudyError as error:
                    self._refusal = error
            if self._study is not None:
                return self._study
        refusal = self._refusal or StudyError(UNREADABLE, reason="")
        raise refusal.with_traceback(None)

    def entry(self, name: str) -> StudyEntry:
        """What is known of it, without reading it."""
        if self._study is not None:
            return StudyEntry(name, title_of(self._study, name), "ready", simulated(self._study))
        return StudyEntry(name, name, "refused" if self._refusal is not None else "reading")


@dataclass(slots=True, eq=False)
class StoredShelf:
    """A study of a store: read again as soon as it has moved on to another version.

    Answers about it that took long are kept in the store, `later`.
    """

    store: Store
    name: str
    title: str
    later: ThreadPoolExecutor
    _lock: threading.Lock = field(default_factory=threading.Lock)
    _study: Study | None = None

    def study(self, principal: Principal) -> Study:
        """The study in its present version."""
        with self._lock:
            version = self.store.version(principal, self.name)
            if self._study is None or self._study.about["store"]["version"] != version:
                beside = None if self._study is None else self.store.read_beside(principal, self._study)
                self._study = self.store.read(principal, self.name) if beside is None else beside
                evidence = int(self._study.about["store"]["evidence"])
                keep_with(self._study, KeptAnswers(self.store, principal, self.name, evidence, self.later))
            return self._study

    def entry(self, name: str) -> StudyEntry:
        """What is known of it; a store is read so quickly that nobody is told to wait."""
        found = self._study
        return StudyEntry(name, self.title, "ready", found is not None and simulated(found))


def _study_at(path: Path, dates: str | None) -> Study:
    """Read a study; whatever stands in the way becomes a `StudyError`, so that a page can say it."""
    from netmap.files.reading import read_study

    try:
        return read_study(path, dates=dates)
    except StudyError:
        raise
    except NetmapError as error:
        raise StudyError(error.template, **error.values) from error
    except Exception as error:
        LOG.exception("reading a study failed")
        raise StudyError(UNREADABLE, reason=f"{type(error).__name__}: {error}"[:200]) from error
