"""What the map is answered with: everything that is made of a state of the page when it is looked at."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, fields, replace
from typing import Any

import pandas as pd

from netmap.maps.picture import Picture
from netmap.model.derived import cached_property
from netmap.model.i18n import Translator
from netmap.questions.map import captions, drawing, rows
from netmap.questions.map.board_state import BoardState
from netmap.questions.map.closest import closest_of, old_or_new, together_most
from netmap.questions.map.counting import Tally, tally_of
from netmap.questions.map.drawing import Drawing, drawing_of
from netmap.questions.map.frames import frame_of
from netmap.questions.map.measures import size_words
from netmap.questions.map.pairs import pair_lines
from netmap.questions.map.pictures import picture_of
from netmap.questions.map.request import MapPage
from netmap.questions.map.sentences import headline_of, sentences_of
from netmap.questions.map.types import ACTOR_COLUMNS, TIE_COLUMNS, ZONE_COLUMNS, BoardView, Counts

TABLES = ("ties", "actors", "zones")
"""The tables that go with a map."""


@dataclass(frozen=True, eq=False)
class MapFacts:
    """A state of the page read against its study."""

    board: BoardState

    @property
    def t(self) -> Translator:
        """The reader's language."""
        return self.board.inquiry.t

    @cached_property
    def tally(self) -> Tally:
        """The numbers behind the sentences."""
        return tally_of(self.board)

    @cached_property
    def drawn(self) -> Drawing:
        """What is on the map."""
        return drawing_of(self.board)

    @cached_property
    def sentences(self) -> tuple[str, ...]:
        """The five sentences."""
        return sentences_of(self.board, self.tally, self.t)

    def ties(self) -> pd.DataFrame:
        """The ties in force."""
        return _table(rows.tie_rows_of(self.drawn, self.t), TIE_COLUMNS)

    def actors(self) -> pd.DataFrame:
        """The agencies and people on the map."""
        return _table(rows.actor_rows_of(self.drawn, self.t), ACTOR_COLUMNS)

    def zones(self) -> pd.DataFrame:
        """The boundary zones and their sittings."""
        return _table(rows.zone_rows_of(self.board, self.tally.zones, self.t), ZONE_COLUMNS)

    def view(self, tables: Collection[str] = TABLES) -> BoardView:
        """Everything that the page shows; tables that are not asked for stay empty."""
        board, tally, drawn, t = self.board, self.tally, self.drawn, self.t
        frame = frame_of(board.study, board.context.study, t)
        edges = drawing.edges_of(drawn)
        notices = captions.notices_of(board, t, int((~drawn.shown).sum()))
        return BoardView(
            page=MapPage(board.context, board.request),
            frame=replace(frame, notices=frame.notices + notices),
            headline=headline_of(drawn, t),
            closest=" ".join(filter(None, (together_most(closest_of(board), t), old_or_new(board, t)))),
            sentences=self.sentences,
            words=captions.words_of(board, tally, t),
            rule=captions.rule_of(board, t),
            n=captions.n_of(board, tally, t),
            chips=captions.chips_of(board, t),
            nodes=drawing.nodes_of(drawn, tally.zones, t),
            edges=edges,
            pairs=pair_lines(edges),
            bands=drawing.bands_shown(board, t),
            tie_rows=rows.tie_rows_of(drawn, t) if "ties" in tables else [],
            actor_rows=rows.actor_rows_of(drawn, t) if "actors" in tables else [],
            zone_rows=rows.zone_rows_of(board, tally.zones, t) if "zones" in tables else [],
            counts=tally.counts,
            size=size_words(board, t)[1],
            empty=captions.empty_of(board, tally, t),
            window=captions.window_dates(board),
        )

    def picture(self, *, narrowed: bool = False) -> Picture:
        """The map as a picture to take away, with its legend and caption; perhaps of what is chosen alone."""
        return picture_of(self.view(()), self.t, narrowed=narrowed)


def _table(found: list[rows.Row], columns: tuple[str, ...]) -> pd.DataFrame:
    return pd.DataFrame(found, columns=list(columns), dtype=object)


def view_json(view: BoardView) -> dict[str, Any]:
    """The whole answer as JSON holds it."""
    page, names = view.page, (each.name for each in fields(view) if each.name not in ("page", "pairs"))
    shared = {
        name: getattr(page.context, name) for name in ("study", "partnership", "start", "end", "baseline")
    }
    own = {name: getattr(page.request, name) for name in type(page.request).model_fields}
    parts = {name: getattr(view, name) for name in names}
    return {"request": {**shared, **own}, **parts, "counts": _counts(view.counts)}


def _counts(counts: Counts) -> dict[str, Any]:
    """Counts with their tallies as lists: a pair of words is no name of a JSON object."""
    return {
        **{each.name: getattr(counts, each.name) for each in fields(counts)},
        "ties": _tally(counts.ties),
        "before": None if counts.before is None else _tally(counts.before),
        "zones": [{"id": key, "name": name, "sittings": n} for key, name, n in counts.zones],
    }


def _tally(ties: Mapping[tuple[str, str], int]) -> list[dict[str, Any]]:
    return [{"kind": kind, "state": state, "n": n} for (kind, state), n in ties.items()]
