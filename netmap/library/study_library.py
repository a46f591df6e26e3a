"""The studies that may be opened: those of files are read once, those of stores when they have moved on."""

from __future__ import annotations

import contextlib
import datetime as dt
import logging
import threading
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from difflib import get_close_matches
from functools import partial
from pathlib import Path

from netmap.library.named_studies import is_store
from netmap.library.opened_studies import FileShelf, Shelf, StoredShelf
from netmap.library.principals import LOCAL_USER, Principal
from netmap.library.study_entry import StudyEntry
from netmap.model.errors import ArgumentError, NetmapError, NotAllowedError, NotFoundError
from netmap.model.i18n import N_
from netmap.model.study import Study
from netmap.store.errors import StoreError
from netmap.store.keeping import Store
from netmap.store.opening import open_store

LOG = logging.getLogger(__name__)

NOT_STORED = N_(
    "“{name}” is read from files and cannot be changed here. Take it into a store, and open that one."
)
NO_STORE = N_("No store is open; start the service with one.")


@dataclass(frozen=True, slots=True)
class Stored:
    """A study that lives in a store, and its name there; one writer at a time looks and then writes."""

    store: Store
    name: str
    turn: threading.RLock


class StudyLibrary:
    """Studies by name, read when they are first asked for.

    `places` are folders, zips and workbooks that hold a study each, and stores (a SQLite file or the address
    of a database) or open ones that hold any number. A study's name is that of its folder, of its file or in
    its store; a name that comes twice gets a number. A study that fails its checks stays, with its
    `StudyError`, so that a page can show every problem. `baseline`, where given, goes before the
    partnerships' own; `dates` says how days like 03/04/2011 are meant, `dmy` or `mdy`.
    """

    def __init__(
        self, places: Sequence[Path | str | Store], baseline: dt.date | None = None, dates: str | None = None
    ) -> None:
        self.baseline = baseline
        self._shelves: dict[str, Shelf] = {}
        self._stores: list[Store] = []
        self._lock = threading.Lock()
        self._turn = threading.RLock()
        self._later = ThreadPoolExecutor(1, "netmap-keeping")
        for place in places:
            if isinstance(place, Store) or is_store(place):
                opened = place if isinstance(place, Store) else open_store(place, create=False)
                self._stores.append(opened)
                self._look_again()
            else:
                self._shelves[self._free_name(_name(Path(place)))] = FileShelf(Path(place), dates)

    def _free_name(self, name: str) -> str:
        number, free = 2, name
        while free in self._shelves:
            free, number = f"{name}-{number}", number + 1
        return free

    def _look_again(self) -> None:
        """Give every study of a store its place, also those that were made since; bring titles up to date."""
        with self._lock:
            for store in self._stores:
                known = {
                    shelf.name: shelf
                    for shelf in self._shelves.values()
                    if isinstance(shelf, StoredShelf) and shelf.store is store
                }
                for kept in store.studies(LOCAL_USER):
                    if kept.name in known:
                        known[kept.name].title = kept.title
                    else:
                        shelf = StoredShelf(store, kept.name, kept.title, self._later)
                        self._shelves[self._free_name(kept.name)] = shelf

    def preload(self, prepare: Callable[[str], object] | None = None) -> threading.Thread:
        """Read every study in the background, one after the other, then have each one that was read prepared.

        `prepare` takes a study's name; what it works out early the first visitor does not wait for.
        """
        work = partial(self._read_all, prepare)
        thread = threading.Thread(target=work, name="netmap-reading", daemon=True)
        thread.start()
        return thread

    def _read_all(self, prepare: Callable[[str], object] | None) -> None:
        read = []
        for name, shelf in list(self._shelves.items()):
            with contextlib.suppress(NetmapError):  # whoever asks for the study is told what is wrong
                shelf.study(LOCAL_USER)
                read.append(name)
        for name in read:
            if prepare is not None:
                try:
                    prepare(name)
                except Exception:
                    LOG.exception("preparing a study failed")

    def entries(self, principal: Principal) -> tuple[StudyEntry, ...]:
        """Every study that the principal may see, as far as it is known; reads none of them.

        While a store cannot be reached its studies stay as they were known: whoever asks for one is told why.
        """
        with contextlib.suppress(StoreError):
            self._look_again()
        return tuple(shelf.entry(name) for name, shelf in list(self._shelves.items()))

    def study(self, principal: Principal, name: str) -> Study:
        """A study by name as it is now, read if it was not yet.

        Raises `NotFoundError` naming the near ones, and `StudyError` where the study is refused.
        """
        return self._shelf(name).study(principal)

    def stored(self, principal: Principal, name: str) -> Stored:
        """Where a study of a store lives.

        Raises `NotFoundError` where there is none of that name, `NotAllowedError` where it is one of files.
        """
        shelf = self._shelf(name)
        if not isinstance(shelf, StoredShelf):
            raise NotAllowedError(NOT_STORED, name=name[:80])
        return Stored(shelf.store, shelf.name, self._turn)

    def is_stored(self, name: str) -> bool:
        """Whether a study lives in a store."""
        return isinstance(self._shelves.get(name), StoredShelf)

    def keeps(self) -> bool:
        """Whether any store is open, so that something can be recorded."""
        return bool(self._stores)

    def make_study(self, principal: Principal, name: str) -> str:
        """Make a new, empty study in the first store that is open; the name under which it is found here.

        Raises:
            NotAllowedError: no store is open.
            ArgumentError, KeyTakenError: as of the store.
        """
        if not self._stores:
            raise NotAllowedError(NO_STORE)
        store = self._stores[0]
        store.create_study(principal, name)
        self._look_again()
        shelves = self._shelves.items()
        return next(
            found
            for found, shelf in shelves
            if isinstance(shelf, StoredShelf) and shelf.store is store and shelf.name == name
        )

    def close(self) -> None:
        """Let go of the stores, once what is to be kept in them is."""
        self._later.shutdown()
        for store in self._stores:
            store.close()

    def _shelf(self, name: str) -> Shelf:
        if name not in self._shelves:
            self._look_again()
        shelf = self._shelves.get(name)
        if shelf is None:
            raise self._unknown(name)
        return shelf

    def _unknown(self, name: str) -> NotFoundError:
        near = get_close_matches(name, self._shelves, n=3, cutoff=0.4) or list(self._shelves)[:5]
        if not near:
            return NotFoundError(N_("there is no study “{name}”; none is open"), name=name[:80])
        return NotFoundError(
            N_("there is no study “{name}”; open are: {near}"), name=name[:80], near=tuple(near)
        )


def study_of(store: Store, name: str | None) -> str | None:
    """The study of a store that is meant: the one that is named, else the only one; None: it has no such.

    Raises:
        ArgumentError: it has several, and none is named.
    """
    there = [kept.name for kept in store.studies(LOCAL_USER)]
    if name is None and len(there) > 1:
        names = ", ".join(there)
        raise ArgumentError(N_("The store has several studies; name one (study): {names}"), names=names)
    if name is None:
        return there[0] if there else None
    return name if name in there else None


def known_study_of(store: Store, name: str | None) -> str:
    """The same where it must be there.

    Raises:
        ArgumentError: it has several and none is named, or it has no such study.
    """
    found = study_of(store, name)
    if found is None:
        there = ", ".join(kept.name for kept in store.studies(LOCAL_USER)) or "–"
        raise ArgumentError(N_("The store has no such study; it has: {names}"), names=there)
    return found


def _name(path: Path) -> str:
    found = path.expanduser().absolute()
    return (found.name if found.is_dir() else found.stem) or "study"
