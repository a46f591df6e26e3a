"""Saved comparisons: which there are, and each opened again on exactly its family of tests."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING
from urllib.parse import parse_qsl, urlencode

from netmap.library.wording import whole
from netmap.model.errors import ArgumentError, NotFoundError
from netmap.model.i18n import N_, Translator
from netmap.questions.context import Context
from netmap.questions.parameters import Request, model_from, pairs_of, taken, whole_pairs_of
from netmap.questions.question import RESEARCHER, Answer, Column, Inquiry, Question, Table
from netmap.questions.results import CompareRequest

if TYPE_CHECKING:
    import pandas as pd

    from netmap.model.study import Study

NOT_SAVED = N_("there is no saved comparison “{name}”; saved are: {near}")
NONE_SAVED = N_("there is no saved comparison “{name}”; none is saved")
AS_SAVED = N_("A saved comparison is opened as it was saved; leave out {key}, or open its address.")


@dataclass(frozen=True, slots=True)
class Saved:
    """A saved comparison: its id and title, what it is for, whether it is put aside, and what it compares."""

    comparison: str
    title: str
    note: str
    archived: bool
    address: str

    @property
    def made_of(self) -> str:
        """The versions of the studies that it was saved on."""
        return dict(parse_qsl(self.address)).get("made-of", "")


def address_of(context: Context, request: CompareRequest) -> str:
    """What is compared as one text, with what is as usual told too; the study goes without saying."""
    pairs = [*whole_pairs_of(context), *whole_pairs_of(request)]
    return urlencode([pair for pair in pairs if pair[0] not in ("study", "saved")])


def saved_in(study: Study) -> tuple[Saved, ...]:
    """Every saved comparison of a study, those put aside last, by title."""
    rows = study.comparisons
    cells = rows.astype(object).where(rows.notna(), None).to_dict("records")
    found = [
        Saved(
            str(row["comparison"]),
            str(row["title"]),
            str(row["note"] or ""),
            row["archived"] is not None,
            str(row["address"]),
        )
        for row in cells
    ]
    return tuple(sorted(found, key=lambda each: (each.archived, each.title.casefold(), each.comparison)))


def saved_named(study: Study, name: str) -> Saved:
    """One saved comparison by its id; raises `NotFoundError` that names those there are."""
    known = saved_in(study)
    for each in known:
        if each.comparison == name:
            return each
    if not known:
        raise NotFoundError(NONE_SAVED, name=name[:80])
    raise NotFoundError(NOT_SAVED, name=name[:80], near=tuple(each.comparison for each in known[:8]))


def opened(inquiry: Inquiry, request: CompareRequest) -> tuple[Inquiry, CompareRequest]:
    """What is asked; where a saved comparison is asked for what that says, and nothing else.

    Raises:
        NotFoundError: there is none of that id.
        ArgumentError: something else is told besides, or what was saved fits no rule of this version.
    """
    if request.saved is None:
        return inquiry, request
    context, usual = inquiry.context, inquiry.usual.baseline
    besides = context.but(baseline=None if context.baseline == usual else context.baseline)
    told = [key for key, _ in (*besides.query, *pairs_of(request)) if key not in ("study", "saved")]
    if told:
        raise ArgumentError(AS_SAVED, key=told[0])
    pairs = parse_qsl(saved_named(inquiry.study, request.saved).address, keep_blank_values=True)
    kept = ("study", "whole_record", "principal", "language")
    found = model_from(Context, pairs, **{name: getattr(context, name) for name in kept})
    whole = found.but(baseline=found.baseline or usual)
    return replace(inquiry, context=whole), model_from(CompareRequest, pairs)


class SavedRequest(Request):
    """Which saved comparisons."""

    archived: bool = taken(False, N_("Those too that were put aside."))


def answer(inquiry: Inquiry, request: SavedRequest) -> Answer:
    """List what is saved."""
    found = saved_in(inquiry.study)
    return Answer(tuple(each for each in found if request.archived or not each.archived), None)


def sentences(facts: Sequence[Saved], t: Translator) -> Sequence[str]:
    """How many there are."""
    if not facts:
        return (t.gettext("No comparison is saved in this study."),)
    n = len(facts)
    return (t.ngettext("{n} comparison is saved.", "{n} comparisons are saved.", n).format(n=whole(t, n)),)


def rows_of(facts: Sequence[Saved]) -> pd.DataFrame:
    """A row for each."""
    import pandas as pd

    rows = [
        (each.comparison, each.title, each.note, each.made_of, each.archived, each.address) for each in facts
    ]
    columns = ["comparison", "title", "note", "made_of", "archived", "address"]
    return pd.DataFrame(rows, columns=columns)


ARCHIVED = {"True": N_("put aside"), "False": ""}

QUESTION = Question(
    name="saved-comparisons",
    title=N_("Saved comparisons"),
    help=N_(
        "Print the comparisons that were saved with a study of a store; each opens with compare --saved."
    ),
    audience=(RESEARCHER,),
    page="compare",
    request=SavedRequest,
    answer=answer,
    of_all=True,
    sentences=sentences,
    tables=(
        Table(
            "saved-comparisons",
            N_("Saved comparisons"),
            (
                Column("comparison", N_("saved as")),
                Column("title", N_("title")),
                Column("note", N_("note")),
                Column("made_of", N_("saved on version")),
                Column("archived", N_("put aside"), labels=ARCHIVED),
                Column("address"),
            ),
            rows_of,
        ),
    ),
)
