"""The question of two networks: whether they go together beyond chance, and beside which other likeness."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from netmap.model.i18n import N_, Translator
from netmap.questions.inquiry import Inquiry
from netmap.questions.parameters import Request, taken
from netmap.questions.question import RESEARCHER, Answer, Column, Question, Table
from netmap.questions.results import sentences_of

if TYPE_CHECKING:
    from netmap.comparison.result import Result
    from netmap.model.study import Study

LIKENESS = {
    "agency": N_("agency"),
    "level": N_("level"),
    "profession": N_("profession"),
    "sector": N_("sector"),
}
SAME = "same {what}"
ONE_NETWORK = N_(
    "There is one relation of one wave. Name another relation (other), another wave (other-wave) or what "
    "actors may be alike in (alike)."
)


class RelationsRequest(Request):
    """With what the relation is compared."""

    other: str | None = taken(
        None, N_("The relation that the first is compared with; the next on record unless told.")
    )
    other_wave: str | None = taken(None, N_("The wave of the other relation; that of the first unless told."))
    alike: tuple[str, ...] = taken(
        (), N_("What two actors may be alike in, set beside the other relation."), words=LIKENESS
    )
    permutations: int = taken(999, N_("Random relabellings of the actors."), least=19, most=9999)
    draw_seed: int = taken(0, N_("Which relabellings: the same number gives the same ones."), least=0)


@dataclass(frozen=True, slots=True, eq=False)
class Relations:
    """How two networks go together, the first beside all that was named, and the program that repeats it."""

    correlation: Result
    regression: Result
    script: str


def answer(inquiry: Inquiry, request: RelationsRequest) -> Answer:
    """Correlate two networks under relabelling, and regress the first on the other and on likeness."""
    from netmap.comparison.matrices import NOT_DECLARED, relation_matrix
    from netmap.comparison.mrqap import mrqap
    from netmap.comparison.qap import qap_correlation
    from netmap.comparison.result import Origin
    from netmap.comparison.script import script_of_relations
    from netmap.questions.method import method_of

    study = inquiry.study
    if not len(study.table("ties")):
        return Answer(_nothing(study, NOT_DECLARED), method_of(inquiry, 0))
    named = _networks(study, inquiry, request)
    if len(named) == 1:
        return Answer(_nothing(study, ONE_NETWORK), method_of(inquiry, 0))
    tables = {name: relation_matrix(study, **how) for name, how in named.items()}
    first, *others = tables
    told = {"permutations": request.permutations, "seed": request.draw_seed}
    correlation = qap_correlation(tables[first], tables[others[0]], **told)
    regression = mrqap(tables[first], {name: tables[name] for name in others}, **told)
    origin = Origin.of(study)
    script = script_of_relations(named, told, (correlation.versions, regression.versions), origin.study)
    facts = Relations(correlation, regression, script)
    return Answer(facts, method_of(inquiry, correlation.n, told=inquiry.declared | {"wave": None}))


def _nothing(study: Study, why: str) -> Relations:
    """What is said where there are no two networks."""
    import pandas as pd

    from netmap.comparison.findings import Finding
    from netmap.comparison.mrqap import COLUMNS
    from netmap.comparison.result import Origin, Result

    origin, said = Origin.of(study), (Finding(why),)
    one = Result("qap_correlation", pd.DataFrame(), said, (), 0, N_("cells"), {}, origin)
    other = Result("mrqap", pd.DataFrame(columns=list(COLUMNS)), (), (), 0, N_("cells"), {}, origin)
    return Relations(one, other, "")


def _networks(study: Study, inquiry: Inquiry, request: RelationsRequest) -> dict[str, dict[str, Any]]:
    """What each network is made of, by a name of its own: the first, the other, then each likeness."""
    from netmap.tie_kinds.declared import relations_of

    relations, context = relations_of(study), inquiry.context
    first = context.relation if context.relation is not None else "".join(relations[:1])
    rest = [name for name in relations if name != first]
    other = request.other if request.other is not None else first if request.other_wave else "".join(rest[:1])
    wave = tuple(each or "" for each in context.wave) or None
    other_wave = (request.other_wave,) if request.other_wave else wave
    shared = {"roster": context.roster, "partnership": context.partnership}
    found = {_named(first, wave): {"relation": first, "wave": wave, **shared}}
    found[_named(other, other_wave)] = {"relation": other, "wave": other_wave, **shared}
    if relations and not other and "" not in relations:
        del found[_named(other, other_wave)]
    for what in request.alike:
        found[SAME.format(what=what)] = {"relation": first, "wave": wave, **shared, "same": what}
    return found


def _named(relation: str, wave: tuple[str, ...] | None) -> str:
    return relation if wave is None else f"{relation} ({', '.join(wave)})"


def sentences(found: Relations, t: Translator) -> Sequence[str]:
    """How they go together, then each coefficient, then how."""
    return (*sentences_of(found.correlation, t), *sentences_of(found.regression, t))


def about(found: Relations, t: Translator) -> Mapping[str, Any]:
    """What a program needs to repeat it."""
    return {
        "unit": t.gettext(found.correlation.unit),
        "seed": found.correlation.seed,
        "versions": found.correlation.versions,
        "script": found.script,
    }


TESTED = (
    Column("p_greater", N_("p, as much or more"), digits=4),
    Column("p_less", N_("p, as little or less"), digits=4),
    Column("p", N_("p"), digits=4),
    Column("n", N_("cells"), digits=0),
    Column("permutations", N_("relabellings"), digits=0),
    Column("exact", N_("exact")),
)

QUESTION = Question(
    name="relations",
    title=N_("Two networks together"),
    help=N_("Print how two declared networks go together, beside what relabelling their actors would give."),
    audience=(RESEARCHER,),
    request=RelationsRequest,
    answer=answer,
    sentences=sentences,
    about=about,
    tables=(
        Table(
            "relations-correlated",
            N_("Correlation over pairs of actors (QAP)"),
            (
                Column("correlation", N_("correlation"), digits=3),
                *TESTED,
                Column("mean", N_("mean by chance"), digits=3),
                Column("sd", N_("spread by chance"), digits=3),
            ),
            lambda found: found.correlation.frame,
        ),
        Table(
            "relations-regressed",
            N_("The first network on the others (MRQAP)"),
            (
                Column("term", N_("term")),
                Column("coefficient", N_("coefficient"), digits=3),
                Column("se", N_("error by least squares"), digits=3),
                Column("t", N_("t"), digits=2),
                *TESTED,
            ),
            lambda found: found.regression.frame,
        ),
    ),
)
