"""The questions of the map: what it shows, what is known of one thing, what can be found and chosen."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import TYPE_CHECKING, Any

from netmap.model.i18n import N_, Translator
from netmap.questions.inquiry import Inquiry
from netmap.questions.map.request import MapRequest
from netmap.questions.parameters import Request
from netmap.questions.question import COORDINATOR, RESEARCHER, Answer, Column, Export, Question, Table

if TYPE_CHECKING:
    import pandas as pd

    from netmap.model.study import Study
    from netmap.questions.map.facts import MapFacts
    from netmap.questions.map.finding import Findable
    from netmap.questions.map.types import Frame, Panel


def answer(inquiry: Inquiry, request: MapRequest) -> Answer:
    """Read the state of the page against its study; the rest is made when it is looked at."""
    from netmap.questions.map.board_state import board_state
    from netmap.questions.map.captions import method_of_board
    from netmap.questions.map.facts import MapFacts

    board = board_state(inquiry, request)
    return Answer(MapFacts(board), method_of_board(board))


def sentences(facts: MapFacts, t: Translator) -> Sequence[str]:
    """Who takes part; active ties; how they moved; the most active zones; what cannot be known."""
    return facts.sentences


def whole(facts: MapFacts) -> Any:
    """Everything that the page shows, for programs."""
    from netmap.questions.map.facts import view_json

    return view_json(facts.view())


def svg(facts: MapFacts) -> str:
    """The map as a drawing."""
    from netmap.maps.svg import draw_svg

    return draw_svg(facts.picture(narrowed=True))


def one_file(facts: MapFacts) -> str:
    """The map as one file that opens without a network."""
    from netmap.maps.one_file import draw_html

    return draw_html(facts.picture())


QUESTION = Question(
    name="map",
    address="board",
    title=N_("Network map"),
    help=N_("Sentences, map and tables for one state of the page."),
    request=MapRequest,
    answer=answer,
    sentences=sentences,
    json=whole,
    command=False,
    page="map",
    to_read=True,
    counted=True,
    tables=(
        Table(
            "ties",
            N_("The ties in force on the map"),
            (
                Column("source_name", N_("From")),
                Column("target_name", N_("To")),
                Column("kind_label", N_("Kind")),
                Column("state_label", N_("State")),
                Column("ties", N_("Ties"), digits=0),
                Column("first", N_("First met"), written="day"),
                Column("last", N_("Last met"), written="day"),
            ),
            lambda facts: facts.ties(),
            sheet=N_("Ties"),
        ),
        Table(
            "actors",
            N_("The agencies and people on the map"),
            (
                Column("name", N_("Agency")),
                Column("sector", N_("Sector")),
                Column("people", N_("People"), digits=0),
                Column("partners", N_("Partners"), digits=0),
                Column("ties", N_("Ties"), digits=0),
                Column("sittings", N_("Sittings"), digits=0),
                Column("size"),
                Column("value"),
            ),
            lambda facts: facts.actors(),
            sheet=N_("Agencies and people"),
        ),
        Table(
            "zones",
            N_("The boundary zones and their sittings"),
            (
                Column("name", N_("Zone")),
                Column("form", N_("Form")),
                Column("sittings", N_("Sittings"), digits=0),
                Column("people", N_("People"), digits=0),
                Column("agencies", N_("Agencies"), digits=0),
                Column("first", N_("First sitting"), written="day"),
                Column("last", N_("Last sitting"), written="day"),
            ),
            lambda facts: facts.zones(),
            sheet=N_("Boundary zones"),
        ),
    ),
    exports=(
        Export("map.svg", N_("The map as a drawing"), "image/svg+xml", svg, scripted=True),
        Export(
            "map.html",
            N_("The map as one file that opens without a network"),
            "text/html; charset=utf-8",
            one_file,
        ),
    ),
)


def nothing_said(facts: Any, t: Translator) -> Sequence[str]:
    """These answers hold no sentences."""
    return ()


def panel_answer(inquiry: Inquiry, request: MapRequest) -> Answer:
    """What there is to say of the thing that is selected; `NotFoundError` where there is none."""
    from netmap.questions.map.board_state import board_state
    from netmap.questions.map.captions import method_of_board
    from netmap.questions.map.panels import panel_of

    board = board_state(inquiry, request)
    return Answer(panel_of(board, request.selected, inquiry.t), method_of_board(board))


def _itself(facts: Panel | Frame | list[Findable]) -> Any:
    return facts


part_of_page = partial(Question, sentences=nothing_said, command=False, page="map")
"""A question that only the page of the map asks, and that says nothing in sentences."""

PANEL = part_of_page(
    name="panel",
    title=N_("Details"),
    help=N_("What there is to say of one thing on the map: facts and lists."),
    audience=(COORDINATOR, RESEARCHER),
    request=MapRequest,
    answer=panel_answer,
    json=_itself,
    tables=(),
)


def found_answer(inquiry: Inquiry, request: Request) -> Answer:
    """Everything of a study that can be searched for, by sort and then by name."""
    from netmap.questions.map.finding import findable_of

    return Answer(findable_of(inquiry.study, inquiry.t), None)


FIND = part_of_page(
    name="names",
    title=N_("Names"),
    help=N_("Everything of a study that can be searched for, by sort and then by name."),
    audience=(COORDINATOR, RESEARCHER),
    answer=found_answer,
    json=_itself,
    tables=(),
)


def frame_answer(inquiry: Inquiry, request: Request) -> Answer:
    """What does not change with window and filters."""
    from netmap.questions.map.frames import StudyFrame, frame_of

    frame = frame_of(inquiry.study, inquiry.context.study, inquiry.t)
    return Answer(StudyFrame(inquiry.study, frame), None)


def week_rows(facts: Any) -> pd.DataFrame:
    """The encounters of each week, with the study they are of."""
    import pandas as pd

    frame: Frame = facts.frame
    weeks = [(frame.study, week.start, week.encounters) for week in frame.weeks]
    return pd.DataFrame(weeks, columns=["study", "week", "encounters"])


def study_zip(facts: Any) -> bytes:
    """The study's own tables."""
    import tempfile
    from pathlib import Path

    from netmap.files.writing import write_study

    study: Study = facts.study
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "study.zip"
        write_study(study, path)
        return path.read_bytes()


FRAME = part_of_page(
    name="frame",
    title=N_("The study"),
    help=N_("A study's choices and time axis."),
    answer=frame_answer,
    json=lambda facts: facts.frame,
    tables=(
        Table(
            "weeks",
            N_("Encounters in each week"),
            (Column("study"), Column("week", N_("week")), Column("encounters", N_("encounters"), digits=0)),
            week_rows,
        ),
    ),
    exports=(Export("study.zip", N_("The study's own tables"), "application/zip", study_zip),),
)
