"""The question of tie changes: which declared ties were created, dissolved and stable from wave to wave."""

from __future__ import annotations

from netmap.model.i18n import N_
from netmap.questions.parameters import Request, taken
from netmap.questions.question import RESEARCHER, Answer, Column, Inquiry, Question, Table
from netmap.questions.results import about_result, rows_of, sentences_of


class TieChangesRequest(Request):
    """Of which relation, and which waves."""

    relation: str | None = taken(None, N_("Of which relation; the first unless told."))
    wave: tuple[str, ...] = taken((), N_("The waves in their order; all of the relation unless told."))


def answer(inquiry: Inquiry, request: TieChangesRequest) -> Answer:
    """Compare each wave with the one before it."""
    from netmap.comparison.tie_changes import tie_changes
    from netmap.questions.method import method_of
    from netmap.tie_kinds.declared import first_relation

    study = inquiry.study
    relation = first_relation(study).relation if request.relation is None else request.relation
    waves = [wave for wave in request.wave if wave]
    result = tie_changes(study, relation, waves or None)
    return Answer(result, method_of(inquiry, result.n))


QUESTION = Question(
    name="tie-changes",
    title=N_("Ties from wave to wave"),
    help=N_("Print how many declared ties were created, dissolved and stable from each wave to the next."),
    audience=(RESEARCHER,),
    request=TieChangesRequest,
    answer=answer,
    sentences=sentences_of,
    about=about_result,
    tables=(
        Table(
            "changes-of-ties",
            N_("Cells of each wave and the one before it"),
            (
                Column("partnership", N_("partnership"), names=("partnerships",)),
                Column("relation", N_("relation")),
                Column("from", N_("from wave")),
                Column("to", N_("to wave")),
                Column("created", N_("created"), digits=0),
                Column("dissolved", N_("dissolved"), digits=0),
                Column("stable", N_("stable"), digits=0),
                Column("absent", N_("no tie in either"), digits=0),
                Column("missing", N_("not answered"), digits=0),
                Column("not_at_risk", N_("not at risk"), digits=0),
                Column("cells", N_("cells"), digits=0),
                Column("jaccard", N_("Jaccard"), digits=3),
            ),
            rows_of,
        ),
    ),
)
