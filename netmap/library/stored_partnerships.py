"""The partnerships of a store, each read when its turn comes: a national record takes little memory."""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass

import pandas as pd

from netmap.comparison.result import Origin
from netmap.library.kept_answers import Question, named, packed
from netmap.library.named_studies import study_named
from netmap.library.principals import LOCAL_USER
from netmap.model.errors import ArgumentError
from netmap.model.i18n import N_
from netmap.model.study import Study
from netmap.store.keeping import Store
from netmap.store.opening import open_store

NONE = N_("The study “{study}” has no partnerships; read it whole with read_study")

FRAMING = ("partnerships", "waves", "events", "translations", "comparisons")
"""Tables that say how far the record of all of them reaches, what happened to all, and what was saved."""


@dataclass(frozen=True, slots=True)
class StoredPartnerships:
    """The partnerships of one study of a store, by its place; can be sent to another process as it is.

    Raises what `stored_partnerships` raises.
    """

    place: str
    name: str

    @contextmanager
    def _opened(self) -> Iterator[Store]:
        with open_store(self.place, create=False) as store:
            yield store

    def partnerships(self) -> Sequence[str]:
        """Their ids, in the order of their table."""
        with self._opened() as store:
            return tuple(store.rows(LOCAL_USER, self.name, "partnerships").get("partnership", ()))

    def study(self, partnership: str | None) -> Study:
        """One of them as a study: its own rows, everybody's, and records of others that these name."""
        with self._opened() as store:
            return store.read(LOCAL_USER, self.name, partnership=partnership)

    def origin(self) -> Origin:
        """The study with the number of its last change."""
        return Origin.of(self.study(self.partnerships()[0]))

    def fingerprint(self) -> str:
        """The store's own hash of the study after the last change that analyses read."""
        with self._opened() as store:
            return store.logical_hash(LOCAL_USER, self.name, as_of_change=int(self.origin().study_version))

    def keep(self, answers: Mapping[Question, pd.DataFrame]) -> None:
        """Keep answers about all of them in the store until newer ones; none where it has moved on."""
        evidence = int(self.origin().study_version)
        with self._opened() as store:
            for question, found in answers.items():
                if (body := packed(found)) is not None:
                    store.keep_answer(LOCAL_USER, self.name, evidence, named(question), body, lasting=True)

    def outline(self) -> Study:
        """What frames them alone: windows, and what was saved; it ends where `observed_to` says."""
        with self._opened() as store:
            tables = {name: store.rows(LOCAL_USER, self.name, name) for name in FRAMING}
        rows = {name: table.drop(columns=["row", "version"]) for name, table in tables.items()}
        return Study(rows, self.study(self.partnerships()[0]).about)


def stored_partnerships(path: str | os.PathLike[str], study: str | None = None) -> StoredPartnerships:
    """The partnerships of a study in a store, to compare one after the other.

    Parameters
    ----------
    path: a store: its file, or the address of a database.
    study: which of its studies, where it holds several.

    Returns
    -------
    What `compare` takes in place of a study. `.partnerships()` gives ids, `.study(id)` one partnership,
    `.outline()` a study of partnerships, waves and events alone, for `windows`.

    Raises `NotFoundError` where there is no such store or study, `ArgumentError` where it holds several and
    none is named, or the study has no partnerships.

    Example:
        >>> import tempfile, netmap
        >>> from netmap.library.principals import LOCAL_USER
        >>> study, name = netmap.read_study("riverside"), "ours"
        >>> with tempfile.TemporaryDirectory() as folder:
        ...     with open_store(f"{folder}/a.netmap") as store:
        ...         store.create_study(LOCAL_USER, name)
        ...         done = store.write_study(LOCAL_USER, name, study)
        ...     shares = netmap.stored_partnerships(f"{folder}/a.netmap")
        ...     spans = netmap.windows(shares.outline(), until="2023-08-31")
        ...     found = netmap.compare(shares, spans, ["mean_degree"], draws=19)
        >>> found.table()["partnership"].tolist()
        ['riverside', 'riverside']
    """
    place, name = study_named(os.fspath(path), study)
    found = StoredPartnerships(place, name)
    if not found.partnerships():
        raise ArgumentError(NONE, study=name)
    return found


def several_partnerships(path: str, study: str | None) -> StoredPartnerships | None:
    """The same where there are at least two; None: the study is as soon read whole."""
    found = StoredPartnerships(*study_named(path, study))
    return found if len(found.partnerships()) > 1 else None
