"""The question of handing over: the network for other programs, and what each file cannot hold."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Any

from netmap.model.errors import NetmapError
from netmap.model.i18n import N_, Translator
from netmap.questions.inquiry import Inquiry
from netmap.questions.parameters import Request
from netmap.questions.question import RESEARCHER, Answer, Column, Export, Question, Table

if TYPE_CHECKING:
    import pandas as pd

    from netmap.model.study import Study
    from netmap.network_files.handing_over import MadeNetwork

XML, TEXT, ZIP, CSV = "application/xml", "text/plain; charset=utf-8", "application/zip", "text/csv"
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"

FILES = (
    (".graphml", XML, N_("GraphML")),
    (".gexf", XML, N_("Gephi, with spells for its timeline")),
    (".net", TEXT, N_("Pajek")),
    (".dl", TEXT, N_("UCINET")),
    (".networkdynamic.zip", ZIP, N_("networkDynamic spells with the R script that reads them")),
    (".rsiena.zip", ZIP, N_("RSiena waves with the R script that reads them")),
    (".hyperevents.csv", CSV, N_("Hyperevents: sittings and contacts with who took part")),
    (".csv", CSV, N_("Edges as CSV")),
    (".xlsx", XLSX, N_("Edges and nodes as a workbook")),
)
"""How the names of the files end, what they are to a browser, and what they are to people."""


@dataclass(frozen=True, slots=True)
class Facts:
    """The study and the day as of which its network is handed over."""

    study: Study
    day: dt.date | None
    t: Translator

    def made(self, suffix: str) -> MadeNetwork:
        """One file."""
        from netmap.network_files.handing_over import FORMATS

        return FORMATS[suffix].make(self.study, self.day)


def answer(inquiry: Inquiry, request: Request) -> Answer:
    """Take the network as of the window's last day."""
    from netmap.questions.method import method_of

    return Answer(Facts(inquiry.study.own, inquiry.context.end, inquiry.t), method_of(inquiry, len(FILES)))


def sentences(facts: Facts, t: Translator) -> Sequence[str]:
    """What can be taken, and where it says what is lost."""
    said = t.gettext(
        "The network can be taken to {n} programs; of each file it is listed what it cannot hold."
    )
    return (said.format(n=t.number(len(FILES))),)


def rows(facts: Facts) -> pd.DataFrame:
    """Each file with what is in it and what is not, or why it cannot be made."""
    import pandas as pd

    return pd.DataFrame([_row(facts, suffix, caption) for suffix, _, caption in FILES])


def _row(facts: Facts, suffix: str, caption: str) -> dict[str, Any]:
    told: dict[str, Any] = {"file": f"network{suffix}", "holds": facts.t.gettext(caption)}
    try:
        made = facts.made(suffix)
    except NetmapError as error:
        return told | {"actors": None, "ties": None, "not_held": error.text(facts.t)}
    return told | {"actors": made.actors, "ties": made.ties, "not_held": ", ".join(made.not_held)}


def _data(suffix: str) -> Callable[[Facts], bytes]:
    return partial(_bytes, suffix)


def _bytes(suffix: str, facts: Facts) -> bytes:
    return facts.made(suffix).data


def nodes(facts: Facts) -> bytes:
    """The nodes that lie beside the edges."""
    return facts.made(".csv").nodes or b""


QUESTION = Question(
    name="hand-over",
    title=N_("The network for other programs"),
    help=N_("Print which files a study's network can be written to, and what each cannot hold."),
    audience=(RESEARCHER,),
    answer=answer,
    of_all=True,
    sentences=sentences,
    slow=True,
    page="compare",
    tables=(
        Table(
            "files-for-other-programs",
            N_("Files for other programs"),
            (
                Column("file", N_("file")),
                Column("holds", N_("what it is")),
                Column("actors", N_("actors"), digits=0),
                Column("ties", N_("ties or events"), digits=0),
                Column("not_held", N_("not in it")),
            ),
            rows,
        ),
    ),
    exports=(
        *(
            Export(f"network{suffix}", caption, kind, _data(suffix), scripted=kind == XML)
            for suffix, kind, caption in FILES
        ),
        Export("network.nodes.csv", N_("Nodes as CSV"), CSV, nodes),
    ),
)
