"""The overview: its numbers against plain walks, its rules from both sides, its sentences read aloud."""

from __future__ import annotations

import datetime as dt
import math
import re
from collections import Counter
from dataclasses import replace
from itertools import product

import pandas as pd
import pytest

import netmap
from netmap.boundary_zones.losses import loss_between, zone_losses
from netmap.learning.path_rule import PathRule
from netmap.library.principals import Principal
from netmap.model.i18n import ENGLISH, LANGUAGES, Translator, translator
from netmap.questions.context import Context
from netmap.questions.learning.periods import NO_MONTH, NOT_SEEN, SHOWN
from netmap.questions.map.pictures import drawn_of
from netmap.questions.overview import QUESTION
from netmap.questions.overview.agency_pairs import (
    agencies_there,
    counts_of,
    pairs_on,
    possible_pairs,
)
from netmap.questions.overview.cards import MEETING, cards_of
from netmap.questions.overview.figures import overview_of
from netmap.questions.overview.headline import headline, lead
from netmap.questions.overview.sentences import period_text, sentences_of, unseen_list
from netmap.questions.overview.tables import figures
from netmap.questions.overview.then_and_now import then_and_now
from netmap.questions.overview.types import (
    ANSWERS,
    BEFORE_BASELINE,
    USUAL,
    AgencyLoss,
    Days,
    Gaps,
    Levels,
    Meeting,
    Overview,
    PairCounts,
    Reach,
    Recording,
    Rests,
    Sat,
    Together,
)
from netmap.questions.parameters import NodeRef
from netmap.questions.question import BOARD, Inquiry
from netmap.questions.terms import terms_of
from netmap.questions.window import to_day
from netmap.tie_kinds.policy import KINDS, TiePolicy
from tests.questions.boards import ask, tables
from tests.questions.learning_pages import asked, zones
from tests.shared_data import bundled, panels

MOST_WORDS = 20
BANNED = (
    "significant",
    "cannot be said",
    "not the same as",
    "in force",
    "is not uncommon",
    "non si può dire",
)
COUNTED = re.compile(
    r"“[^”]*”|«[^»]*»|\d[\d.,]* (?:of|su) \d[\d.,]*|\d+ \w+ \d{4}|one encounter in five|un incontro su cinque"
)


def overview(study: netmap.Study, **context: object) -> Overview:
    return overview_of(Inquiry(Context(study="s").but(**context), lambda: study))


def reach(share: float = 0.61, was: float = math.nan, people: int = 28, state: str = SHOWN) -> Reach:
    """A way with a figure; with `was`, both periods may be compared."""
    became = share if not math.isnan(was) else math.nan
    return Reach(state, share, share, people, 7, was, became, True, ())


def together(now: int = 24, before: int | None = 19, possible: int = 45) -> Together:
    then = None if before is None else PairCounts(new=before)
    return Together(10, possible, PairCounts(new=now), then, "" if then else BEFORE_BASELINE, (), True, True)


def facts(**told: object) -> Overview:
    """An overview in which everything is known, but for what is told."""
    year, before = (
        Days(dt.date(2025, 3, 1), dt.date(2026, 2, 28)),
        Days(dt.date(2024, 3, 1), dt.date(2025, 2, 28)),
    )
    usual = Overview(
        title="Č-12",
        days=year,
        before=before,
        why=USUAL,
        probability=0.2,
        horizon=180,
        record_end=year.end,
        together=together(),
        levels=Levels("=A1", "<b>x</b>"),
        up=reach(0.61, 0.74),
        back=reach(0.58),
        stops=(),
        meeting=Meeting("z", "North locality meeting", 0.61, 0.34, 28, 3),
        meetings=(Sat("z", "North locality meeting", 12),),
        rests=Rests(3, 24, 0.61, 0.22, True, 1.0, 1.0, 0.41),
        gaps=Gaps(1, 3, 16, 2, 61, 1, 1, 1),
        recording=Recording(),
        agencies=(),
        pairs=pd.DataFrame(),
    )
    return replace(usual, **told)


def spoken(text: str) -> int:
    """The words of a sentence; what is counted and what is quoted are one each."""
    return len(COUNTED.sub("N", text).split())


# The numbers


@pytest.mark.parametrize("day", ["2023-02-28", "2023-09-07", "2024-02-29"])
def test_pairs_are_those_of_the_ties_between_agencies(day: str) -> None:
    study = bundled("riverside")
    found = netmap.agency_ties(study, day)
    strongest: dict[tuple[str, str], int] = {}
    for row in found[found["state"].eq("active")].itertuples():
        pair, kind = (row.agency_a, row.agency_b), KINDS.index(row.kind)
        strongest[pair] = min(kind, strongest.get(pair, kind))
    slow = Counter(strongest.values())
    quick = counts_of(pairs_on(study, Context(), to_day(dt.date.fromisoformat(day))))
    assert (quick.old, quick.new, quick.trail) == (slow[0], slow[1], slow[2])
    assert quick.tied > 0


@pytest.mark.parametrize("days", [("2023-03-01", "2024-02-29"), ("2023-05-01", "2023-05-31")])
def test_what_cannot_be_seen_is_listed_by_agency_and_meeting(days: tuple[str, str]) -> None:
    """Against a walk over the tables: who was seen in the window, and which sittings say of nobody."""
    study, (first, last) = bundled("riverside"), days
    held = study.meetings[study.meetings["date"].between(first, last)]
    came = study.attendance[study.attendance["meeting"].isin(held["meeting"])]
    spoke = study.contacts[study.contacts["date"].between(first, last)]
    seen = {*came.loc[came["status"].fillna("present").eq("present"), "practitioner"]}
    seen |= {*spoke["source"], *spoke["target"]}
    heard = {*study.practitioners.set_index("practitioner")["agency"].reindex(list(seen)).dropna()}
    silent = study.agencies.loc[~study.agencies["agency"].isin(heard), "name"]
    gaps = overview_of(
        Inquiry(
            Context(**dict(zip(("start", "end"), map(dt.date.fromisoformat, days), strict=True))),
            lambda: study,
        )
    ).gaps
    assert sorted(gaps.silent_names) == sorted(silent)
    assert gaps.silent == len(silent)
    blank = held[
        ~held["meeting"].isin(
            came.loc[came["status"].fillna("present").isin(["present", "unclear"]), "meeting"]
        )
    ]
    names = blank["zone"].map(study.zones.set_index("zone")["name"]).fillna("")
    assert dict(gaps.unrecorded_at) == dict(Counter(names))
    assert gaps.unrecorded == len(blank)


def test_the_list_of_what_cannot_be_seen_tells_no_few_people() -> None:
    gaps = Gaps(4, 5, 0, 3, 9, 3, 2, 0, ("<b>x</b>", "a", "a"), (("=A1", 2), ("", 1)))
    assert unseen_list(gaps, ENGLISH) == [
        ("Agencies of which nobody was seen in these days", ["<b>x</b>", "a (2)"]),
        ("Sittings without attendance on record", ["=A1: 2 sittings", "at no boundary zone: 1 sitting"]),
        ("Agency not on record", ["fewer than five people"]),
        ("Level not on record", ["5 people"]),
        ("Records without a date", ["2"]),
    ]
    assert unseen_list(Gaps(), ENGLISH) == []


def test_agencies_form_pairs_within_their_partnerships() -> None:
    ids = ["agency_1", "=A1", "Č-12", "1", "a,b"]
    study = tables(
        partnerships=[{"partnership": "p"}, {"partnership": "q"}],
        agencies=[
            {"agency": one, "partnership": of}
            for one, of in zip(ids, ["p", "p", "q", "q", None], strict=True)
        ],
        ties=[{"source": "=A1", "target": "Č-12"}],
    )
    context = Context()
    pairs = pairs_on(study, context, None)
    assert counts_of(pairs) == PairCounts(declared=1)
    # two within each partnership, four with the one of none, and the one across that is tied
    there = agencies_there(study, context, None, pairs)
    assert there.sum() == 5
    assert possible_pairs(study, there, pairs) == 2 + 4 + 1


@pytest.mark.parametrize("probability", [1.0, 0.2])
def test_one_loss_is_that_of_the_table_of_all(probability: float) -> None:
    study, days = bundled("riverside"), (dt.date(2023, 3, 1), dt.date(2023, 12, 31))
    rule, ends = PathRule(transmission_probability=probability, replicates=64), ("operational", "authority")
    one = loss_between(study, *days, rule, TiePolicy(), *ends)
    every = zone_losses(study, *days, transmission_probability=probability, replicates=64)
    mine = every[every["from_level"].eq(ends[0]) & every["to_level"].eq(ends[1])]
    assert one.points.tolist() == pytest.approx(mine["lost"].tolist())
    assert one.reach == pytest.approx(mine["reach"].iloc[0])


def test_riverside_is_shown_over_its_last_year() -> None:
    found = overview(bundled("riverside"))
    assert (found.why, found.days) == (USUAL, Days(dt.date(2023, 3, 1), dt.date(2024, 2, 29)))
    assert found.together.why == ""
    assert found.meeting is not None
    assert found.meeting.name == "North locality meeting"
    assert headline(found, ENGLISH) == "Little has changed."


@pytest.mark.parametrize(
    ("start", "since"), [("2023-02-20", True), ("2023-03-01", True), ("2023-03-02", False)]
)
def test_a_window_that_begins_no_later_than_the_launch_is_compared_with_its_day(
    start: str, since: bool
) -> None:
    study, launch = bundled("riverside"), dt.date(2023, 3, 1)
    found = overview(study, start=dt.date.fromisoformat(start), end=dt.date(2024, 2, 29)).together
    assert found.since == (launch if since else None)
    day = found.since or dt.date(2023, 3, 1)
    ties = netmap.agency_ties(study, day)
    active = ties[ties["kind"].isin(["old_network", "new_network"]) & ties["state"].eq("active")]
    assert found.before is not None
    assert found.before.working == len(
        {frozenset(each) for each in zip(active["agency_a"], active["agency_b"], strict=True)}
    )
    assert found.change == found.now.working - found.before.working


@pytest.mark.shared
def test_the_panels_open_on_the_last_year_in_which_the_board_met() -> None:
    found = overview(panels())
    assert (found.why, found.days) == (ANSWERS, Days(dt.date(2011, 2, 1), dt.date(2012, 1, 31)))
    assert found.recording.new_zones == 2
    told = sentences_of(found, ENGLISH)
    assert told[0] == "Recording changed: 2 series of meetings are on record for the first time."
    assert told[1] == "Agencies work together more."
    without = "Without “Local Public Data Panel”, fewer than 1 of 18 at the front line"
    assert f"{without} would reach the board, not 9." in told


@pytest.mark.parametrize(
    ("without", "told"),
    [
        (0.0, "nobody else would reach the board."),
        (0.001, "fewer than 1 of 100 others at the front line would reach the board, not 85."),
        (0.4, "40 of 100 others at the front line would reach the board, not 85."),
    ],
)
def test_what_is_left_without_people_is_told_of_the_others_alone(without: float, told: str) -> None:
    rests = Rests(6, 34, 0.85, without, True, 1.0, without, 0.0)
    assert f"Without the people at two levels, {told}" in sentences_of(facts(rests=rests), ENGLISH)


@pytest.mark.parametrize(
    ("others", "said"),
    [
        (20, "Without <b>x</b>, 29 of 100 others would reach the board, not 50."),
        (19, "Without <b>x</b>, 29% of the others would reach the board."),
    ],
)
def test_the_agency_that_matters_most_is_named_and_its_people_not_counted_out(others: int, said: str) -> None:
    agency = AgencyLoss("<b>x</b>", 0.503, 0.293, others)
    rests = Rests(6, 34, 0.85, 0.0, True, 1.0, 0.0, 0.0, agency)
    assert said in sentences_of(facts(rests=rests), ENGLISH)
    nobody = Rests(0, 34, 0.85, 0.85, False, 1.0, 1.0, math.nan, agency)
    assert said in sentences_of(facts(rests=nobody), ENGLISH)


def test_a_study_without_dates_says_what_cannot_be_known() -> None:
    found = overview(bundled("emon"))
    assert found.days is None
    assert headline(found, ENGLISH) == "596 of 1,410 agency pairs say that they are linked."
    assert [card.number for card in cards_of(found, ENGLISH)] == [
        "596",
        "Not known",
        "Not known",
        "Not known",
    ]
    assert figures(found).set_index("figure")["now"].isna()["pairs_working"]


def test_an_empty_study_has_an_answer() -> None:
    found = overview(tables(agencies=[{"agency": "1"}]))
    assert found.together.possible == 0
    assert all(sentences_of(found, ENGLISH))


def test_a_board_is_given_no_counts_of_ties_between_two_agencies() -> None:
    study = bundled("riverside")
    assert "ties" in overview(study).pairs
    assert "ties" not in overview(study, principal=Principal("b", BOARD)).pairs
    assert BOARD in QUESTION.audience


# The rules, from both sides


@pytest.mark.parametrize(
    ("now", "before", "counts"),
    [
        (24, 21, True),
        (23, 21, False),
        (33, 30, True),
        (43, 40, False),
        (44, 40, True),
        (3, 0, True),
        (2, 0, False),
    ],
)
def test_a_change_of_pairs_counts_from_three_and_one_in_ten(now: int, before: int, counts: bool) -> None:
    assert (together(now, before).beyond >= 1) is counts
    assert (together(before, now).beyond >= 1) is (abs(now - before) >= max(3, 0.1 * now))


@pytest.mark.parametrize(
    ("share", "was", "people", "counts"),
    [
        (0.5, 0.4, 30, True),
        (0.5, 0.41, 100, False),
        (0.5, 0.4, 29, False),
        (0.5, 0.3, 15, True),
        (0.3, 0.5, 15, True),
    ],
)
def test_a_change_of_reach_counts_from_ten_points_and_three_people(
    share: float, was: float, people: int, counts: bool
) -> None:
    assert (reach(share, was, people).beyond >= 1 - 1e-9) is counts
    assert replace(reach(share, was, people), seen=False).beyond == 0


def test_the_headline_takes_of_two_ways_the_one_further_beyond() -> None:
    up, back = reach(0.61, 0.74), reach(0.2, 0.6)
    assert (
        headline(facts(), ENGLISH)
        == "Agencies work together more, but the front line reaches the board less."
    )
    assert headline(facts(up=up, back=back), ENGLISH) == (
        "Agencies work together more, but the board reaches the front line less."
    )
    assert headline(facts(together=together(20, 19), up=reach(0.74, 0.61)), ENGLISH) == (
        "The front line reaches the board more."
    )
    assert headline(facts(together=together(20, 19), up=reach(0.61, 0.6)), ENGLISH) == "Little has changed."


def test_how_recording_changed_is_said_first() -> None:
    found = facts(recording=Recording(1, 0.5, 0.1))
    told = sentences_of(found, ENGLISH)
    assert told[0].startswith("Recording changed: 1 series of meetings is on record")
    half, tenth = ENGLISH.percent(0.5), ENGLISH.percent(0.1)
    assert (
        told[1]
        == f"Recording changed: who came is missing for {half} of sittings, {tenth} in the period before."
    )
    assert sentences_of(facts(recording=Recording(0, 0.19, 0.1)), ENGLISH)[0] == headline(found, ENGLISH)


def test_what_rests_on_people_is_counted_over_the_months_of_the_front_line() -> None:
    for start, end in (
        (dt.date(2024, 10, 1), dt.date(2024, 12, 31)),
        (dt.date(2024, 7, 1), dt.date(2025, 6, 30)),
    ):
        found = overview(bundled("brightwater"), start=start, end=end)
        assert found.up is not None
        assert found.rests is not None
        assert found.rests.share < found.up.share, "whoever sits at two levels gets there more often"


def test_no_one_to_four_people_are_counted_out() -> None:
    few = facts(up=reach(0.5, people=4), rests=Rests(4, 24, 0.61, 0.22, True, 0.1, 0.9, math.nan))
    cards = {card.name: card for card in cards_of(few, ENGLISH)}
    assert cards["front-line"].number == "Not known"
    assert cards["rests"].number == "Fewer than five people"
    assert "fewer than 5 of 24" in cards["rests"].known[-1]
    table = figures(facts(up=reach(0.02, people=40))).set_index("figure")["now"]
    assert math.isnan(table["front_line_to_board_if_every_one"])
    assert table["front_line_to_board"] == 0.02


# The sentences, read aloud


def every_case() -> list[Overview]:
    """Overviews with 0, 1, 2, 17 and all of everything, and with each reason why something is not known."""
    ways = [reach(0.0), reach(0.01, 0.5), reach(0.5, 0.1, 17), reach(1.0, 0.99), reach(0.5, people=3)]
    ways += [reach(math.nan, state=NO_MONTH), reach(math.nan, state=NOT_SEEN)]
    pairs = [together(*each) for each in product((0, 1, 2, 17, 45), (None, 0, 1, 2, 17, 45))]
    rests = [Rests(n, 17, 0.9, 0.4, n > 1, 1.0, 1.0, math.nan) for n in (0, 1, 2, 17)]
    gaps = [Gaps(*(n,) * 8) for n in (0, 1, 2, 17)]
    meetings = [Meeting(None, "", 0.5, math.nan, 28, n) for n in (0, 2)]
    meetings += [Meeting("z", "<b>x</b>", 0.31, without, 16, 3) for without in (0.0, 0.30, 0.20)]
    return [
        *(facts(up=up, back=back) for up, back in product(ways, ways)),
        *(facts(together=each, up=reach(0.5)) for each in pairs),
        *(facts(rests=each) for each in rests),
        *(facts(gaps=each, recording=Recording(each.silent)) for each in gaps),
        *(facts(meeting=each) for each in (*meetings, None)),
        facts(up=None, back=None, levels=None, meeting=None, rests=None),
        facts(days=None, before=None, together=replace(together(before=None), dated=False), up=None),
    ]


@pytest.mark.parametrize(("without", "said"), [(0.305, "Even without “M”, about 5 of 16"), (0.2, "3 of 16")])
def test_a_loss_too_small_to_be_counted_is_not_told_as_one(without: float, said: str) -> None:
    """5 of 16 are not told to be 5 of 16 instead of 5."""
    found = facts(meeting=Meeting("z", "M", 0.31, without, 16, 3))
    (card,) = (each for each in cards_of(found, ENGLISH) if each.name == "meeting")
    assert said in card.says[0]
    assert ("not 5" in card.says[0]) == (without == 0.2)
    assert card.number == ("M" if without == 0.2 else "None alone")


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_sentence_is_short_and_whole(language: str) -> None:
    t = translator(language)
    for each in every_case():
        known = [text for card in cards_of(each, t) for text in card.known]
        for text in (*sentences_of(each, t)[:-1], *known):
            _reads_well(text)
        _reads_well(sentences_of(each, t)[-1], most=60)


def _reads_well(text: str, most: int = MOST_WORDS) -> None:
    assert text.endswith("."), text
    assert text[0].isupper() or text[0].isdigit() or text[0] in "“«", text
    assert "{" not in text, text
    assert "nan" not in text.split(), text
    assert spoken(text) <= most, (spoken(text), text)
    assert not any(turn in text.lower() for turn in BANNED), text


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_word_is_explained_in_short_sentences_with_its_threshold(language: str) -> None:
    found = terms_of(TiePolicy(quiet_days=17), PathRule(horizon=30), translator(language))
    for term in found.values():
        for sentence in (*re.findall(r"[^.]+\.", term.means), term.example):
            _reads_well(sentence.strip())
    assert "17" in found["cognitive_trail"].means


@pytest.mark.parametrize(("n", "said"), [(1, "1 of 45 agency pairs works"), (2, "2 of 45 agency pairs work")])
def test_one_pair_is_singular(n: int, said: str) -> None:
    assert headline(facts(together=together(n, None), up=None), ENGLISH).startswith(said)


@pytest.mark.parametrize(
    ("days", "text"),
    [
        (Days(dt.date(2023, 3, 1), dt.date(2024, 2, 29)), "March 2023 to February 2024"),
        (Days(dt.date(2023, 3, 2), dt.date(2024, 2, 29)), "2 March 2023 to 29 February 2024"),
    ],
)
def test_a_period_is_told_in_months_where_they_are_whole(days: Days, text: str) -> None:
    assert period_text(days, Translator("en")) == text


def test_the_question_asks_nothing_but_the_context() -> None:
    answer = asked(QUESTION, bundled("riverside"), end=dt.date(2023, 12, 31))
    assert answer.method is not None
    assert (answer.method.start, answer.method.end) == (dt.date(2023, 1, 1), dt.date(2023, 12, 31))


@pytest.mark.parametrize("name", ["brightwater", "riverside"])
def test_the_map_and_the_meetings_begin_with_what_the_overview_says(name: str) -> None:
    """One study tells a board one number of pairs, and one meeting that matters most."""
    study = bundled(name)
    found = overview(study)
    assert found.meeting is not None
    assert found.meeting.name
    assert zones(study).sentences[0].startswith(f"Without “{found.meeting.name}”, ")
    pairs = found.together.now.old + found.together.now.new
    assert ask(study).headline.startswith(f"{pairs} pairs of agencies work together on ")


@pytest.mark.parametrize("name", ["brightwater", "riverside"])
def test_the_meeting_says_which_levels_it_brings_together_and_what_if_all_passed_on(name: str) -> None:
    study = bundled(name)
    found = overview(study)
    assert found.meeting is not None
    assert found.days is not None
    came = study.attendance.merge(study.meetings, on="meeting")
    came = came[came["zone"].eq(found.meeting.zone) & came["status"].eq("present")]
    days = pd.to_datetime(came["date"]).dt.date
    came = came[(days >= found.days.start) & (days <= found.days.end)]
    own = study.practitioners.set_index("practitioner")["level"]
    names = study.levels.set_index("level")["name"]
    told = set(found.meeting.levels)
    assert set(names[own[came["practitioner"]].dropna().unique()]) <= told
    card = next(each for each in cards_of(found, ENGLISH) if each.name == MEETING)
    assert found.levels is not None
    called = {found.levels.front: "the front line", found.levels.board: "the board"}
    quoted = [f"“{each}”" if "," in each else each for each in found.meeting.levels]
    listed = ENGLISH.listing(
        [called.get(each, name) for each, name in zip(found.meeting.levels, quoted, strict=True)]
    )
    assert card.says[1] == f"It brings together {listed}."
    assert len(told) > 1
    same = found.meeting.certain == found.meeting.certain_without
    assert card.known[-1].endswith("nothing would be lost without it.") == same
    quiet = replace(found.meeting, levels=("A",), certain_without=found.meeting.certain - 0.5)
    (*_, sure) = next(c for c in cards_of(replace(found, meeting=quiet), ENGLISH) if c.name == MEETING).known
    assert sure.startswith("If every encounter passed something on, it would be ")


def test_since_the_launch_the_last_year_stands_against_the_first_and_the_headline_says_so() -> None:
    study = bundled("brightwater")
    found = overview(study, start=dt.date(2023, 1, 2), end=dt.date(2025, 6, 30))
    assert found.together.since == dt.date(2023, 1, 2)
    low, *_, high = study.levels.sort_values("rank")["level"]
    rule = {"horizon": 180, "transmission_probability": 0.2}
    months = netmap.reach_over_time(study, low, high, **rule).set_index("month")["share"]
    last = [pd.Timestamp(2024, 7, 1) + pd.DateOffset(months=n) for n in range(12)]
    first = [pd.Timestamp(2023, 2, 1) + pd.DateOffset(months=n) for n in range(12)]
    both = [
        (a, b)
        for a, b in zip(first, last, strict=True)
        if pd.notna(months.get(a)) and pd.notna(months.get(b))
    ]
    assert len(both) == 7
    assert found.up is not None
    was, became = (sum(months[pair[at]] for pair in both) / len(both) for at in (0, 1))
    assert (found.up.was, found.up.became) == (pytest.approx(was), pytest.approx(became))
    assert found.up.beyond >= 1
    assert (
        headline(found, ENGLISH) == "Agencies work together more, but the front line reaches the board less."
    )
    points = round(100 * was) - round(100 * became)
    told = f"{round(100 * became)}, {points} points less than the {round(100 * was)}"
    assert f"In the last year it is {told} of the first year after the launch." in lead(found, ENGLISH)
    short = overview(study, start=dt.date(2023, 1, 2), end=dt.date(2024, 12, 31))
    assert short.up is not None
    assert math.isnan(short.up.change)


def test_of_meetings_that_matter_on_other_ways_alone_the_dearest_leads() -> None:
    """Without a loss from the front line to the board any other way is told."""
    view = zones(bundled("riverside"), start=dt.date(2023, 3, 1), end=dt.date(2024, 2, 29))
    main = max((each.points for each in view.main.values()), default=0.0)
    best = max(view.greatest.items(), key=lambda each: each[1].points)
    leads = max(view.main.items(), key=lambda each: each[1].points)[0] if main > 0 else best[0]
    assert dict(view.choices.zones)[leads] in view.sentences[0]


@pytest.mark.parametrize("opened", [False, True])
def test_the_map_counts_pairs_while_it_draws_agencies_alone(opened: bool) -> None:
    study = bundled("riverside")
    first = str(study.agencies["agency"].iloc[0])
    assert bool(ask(study, expanded=(first,) if opened else ()).headline) != opened


def test_in_a_focus_the_map_counts_all_pairs_and_calls_nobody_without_a_tie_who_has_one() -> None:
    study = bundled("brightwater")
    whole, near = ask(study), ask(study, focus=NodeRef("agency", "police"), steps=1)
    assert near.headline == whole.headline
    said = " ".join(drawn_of(near, ENGLISH))
    (told,) = re.findall(r"Outside what the map is narrowed to, and not drawn: (.*?)\. ", said)
    (silent,) = re.findall(r"Without a tie in this window, and not drawn: (.*?)\.", said)
    tied = {end for edge in whole.edges for end in (edge.source, edge.target)}
    names = {node.name: node.number in tied for node in whole.nodes}
    assert all(names[name] for name in re.split(", | and ", told))
    assert not names[silent]


@pytest.mark.parametrize("name", ["brightwater", "riverside"])
def test_a_map_of_some_kinds_says_how_many_pairs_have_them_and_that_the_text_counts_all(name: str) -> None:
    study = bundled(name)
    whole, networks = ask(study), ask(study, kinds=("old_network", "new_network", "declared"))
    assert networks.headline.split()[0] == whole.headline.split()[0]
    assert " of those chosen on " in networks.headline
    assert networks.sentences[:-1] == whole.sentences
    assert networks.sentences[-1] == "The text counts every tie, also those that the map hides now."
    old = ask(study, kinds=("old_network",))
    pairs = {frozenset((e.source, e.target)) for e in old.edges if not e.faded and e.kind == "old_network"}
    assert int(old.headline.split()[0]) == len(pairs)
    assert ask(study, kinds=("old_network",), layers=("people",)).headline == ""


def test_pairs_side_by_side_are_those_that_the_card_counts() -> None:
    """A pair with a trail alone is none: in 2024 `brightwater` has one."""
    study = bundled("brightwater")
    found = overview(study, start=dt.date(2024, 1, 1), end=dt.date(2024, 12, 31))
    assert found.together.before is not None
    assert found.before is not None
    before = overview(study, start=found.before.start, end=found.before.end)
    both = then_and_now(before, found, ENGLISH)
    assert both is not None
    assert found.together.now.trail + found.together.before.trail > 0
    assert both.counts == (found.together.before.working, found.together.now.working)
    new, gone, kept = (len(each.pairs) for each in both.became)
    assert (gone + kept, new + kept) == both.counts


def test_who_works_together_most_is_told_with_counts_and_so_not_to_a_board() -> None:
    """The most active networks that the library counts; nothing to those who may read no counts of ties."""
    study, day = bundled("brightwater"), "2025-06-30"
    ties = netmap.agency_ties(study, day)
    alive = ties[ties["state"].eq("active") & ties["kind"].isin(["old_network", "new_network"])]
    counts = alive.groupby(["agency_a", "agency_b"])["n"].sum()
    names = dict(zip(study.agencies["agency"], study.agencies["name"], strict=True))
    year = {"start": dt.date(2024, 7, 1), "end": dt.date.fromisoformat(day)}
    found = overview(study, **year).closest
    assert found is not None
    assert (found.n, sum(found.pairs[0][2].values())) == (int((counts == counts.max()).sum()), counts.max())
    assert {*found.pairs[0][:2]} == {names[each] for each in counts.idxmax()}
    assert overview(study, **year, principal=Principal("b", BOARD)).closest is None


def test_the_bars_begin_on_the_day_of_the_launch() -> None:
    study = bundled("brightwater")
    found = overview(study, start=dt.date(2024, 7, 1), end=dt.date(2025, 6, 30)).together
    days = [day for day, _ in found.history]
    assert found.launch is not None
    assert (days[0], days[-1]) == (dt.date(2023, 1, 2), dt.date(2025, 6, 30))
    assert days == sorted(set(days))
    assert (found.history[0][1], found.history[-1][1]) == (found.launch[1], found.now)
    early = overview(study, start=dt.date(2022, 7, 1), end=dt.date(2022, 12, 31)).together
    assert early.history == ()


@pytest.mark.parametrize(
    ("first", "told"), [("2023-01-02", True), ("2022-07-01", False), ("2025-06-30", False)]
)
def test_the_launch_is_told_where_it_is_on_record_before_the_last_day(first: str, told: bool) -> None:
    study = bundled("brightwater")
    (begin, end) = (dt.date(2024, 7, 1), dt.date(2025, 6, 30))
    found = overview(study, start=begin, end=end, baseline=dt.date.fromisoformat(first)).together.launch
    assert (found is not None) == told
    if found is not None:
        ties = netmap.agency_ties(study, first, baseline=first)
        alive = ties[ties["state"].eq("active") & ties["kind"].isin(["old_network", "new_network"])]
        assert found[1].working == len(alive[["agency_a", "agency_b"]].drop_duplicates())


@pytest.mark.parametrize(
    ("then", "now", "said"),
    [
        (42, 56, "14 more than at the launch on 2 January 2023: 42 then, 56 now."),
        (0, 1, "1 more than at the launch on 2 January 2023: 0 then, 1 now."),
        (19, 2, "17 fewer than at the launch on 2 January 2023: 19 then, 2 now."),
        (7, 7, "As many as at the launch on 2 January 2023."),
    ],
)
def test_growth_since_the_launch_is_told_as_the_change_itself(then: int, now: int, said: str) -> None:
    found = replace(together(now), launch=(dt.date(2023, 1, 2), PairCounts(old=then)))
    card = cards_of(facts(together=found), ENGLISH)[0]
    assert card.says[-1] == said


@pytest.mark.parametrize(
    ("before", "first", "known"),
    [
        (
            23,
            "24 of 45 agency pairs have an active network, 1 more than on 28 February 2025 (then 23).",
            "1 more.",
        ),
        (
            25,
            "24 of 45 agency pairs have an active network, 1 fewer than on 28 February 2025 (then 25).",
            "1 fewer.",
        ),
        (
            24,
            "24 of 45 agency pairs have an active network, as many as on 28 February 2025.",
            "as many worked together.",
        ),
    ],
)
def test_growth_within_a_year_is_told_with_what_there_was(before: int, first: str, known: str) -> None:
    found = facts(together=together(24, before))
    assert lead(found, ENGLISH)[0] == first
    assert any(each.endswith(known) for each in cards_of(found, ENGLISH)[0].known)


@pytest.mark.parametrize("without", [0.0, 0.004, 0.03, 0.5, 0.99])
def test_of_nobody_a_sentence_of_its_own_is_told(without: float) -> None:
    """Without a meeting, people at two levels or an agency, on both sides of none."""
    found = facts(
        meeting=Meeting("z", "A", 1.0, without, 28, 3),
        rests=Rests(6, 34, 1.0, without, True, 1.0, without, 0.0, AgencyLoss("B", 1.0, without, 30)),
    )
    said = [each for card in cards_of(found, ENGLISH) for each in card.says if each.startswith("Without")]
    assert len(said) == 3
    assert all((" nobody " in each) == (without == 0) for each in said)
    assert all((", not 100." in each) == (without > 0) for each in said)


@pytest.mark.parametrize(
    ("was", "said"),
    [(0.73, "12 points less than the 73"), (0.49, "12 points more than the 49"), (0.62, "")],
)
def test_a_change_of_reach_is_told_over_the_same_months(was: float, said: str) -> None:
    told = lead(facts(up=reach(0.61, was)), ENGLISH)
    assert told[1].endswith("61 of 100 at the front line can reach the board within six months.")
    assert [each for each in told if "same months" in each] == (
        [f"Over the same months it is 61, {said} of the period before."] if said else []
    )


def test_a_figure_that_no_rule_judges_says_neither_yes_nor_no() -> None:
    table = figures(overview(bundled("brightwater"))).set_index("figure")
    judged = table["counts"].dropna()
    assert judged.to_dict() == {
        "pairs_working": True,
        "front_line_to_board_same_months": True,
        "board_to_front_line_same_months": False,
    }
    first = figures(facts(together=together(before=None))).set_index("figure").loc["pairs_working"]
    assert first.isna()[["before", "counts"]].all()


@pytest.mark.parametrize(
    ("silent", "unseen", "said"),
    [(0, 0, "Every agency gets"), (1, 0, "Every agency that was seen"), (0, 1, "Every agency that was seen")],
)
def test_every_agency_is_said_to_get_something_through_only_where_all_were_seen(
    silent: int, unseen: int, said: str
) -> None:
    """An agency may be seen at the board and have a front line that nobody saw."""
    found = replace(facts(), stops=(), unseen=unseen, gaps=Gaps(silent=silent))
    (card,) = (each for each in cards_of(found, ENGLISH) if each.name == "front-line")
    assert any(each.startswith(said) for each in card.says)


@pytest.mark.parametrize(
    ("others", "said"),
    [
        (0, "Fewer than five others"),
        (4, "Fewer than five others"),
        (5, "Without the people at two levels, nobody else would reach the board."),
    ],
)
def test_of_fewer_than_five_others_it_is_not_said_that_nothing_was_seen(others: int, said: str) -> None:
    found = facts(rests=Rests(6, others, 0.6, 0.0, True, 1.0, 0.0, math.nan))
    cards = {card.name: card for card in cards_of(found, ENGLISH)}
    assert cards["rests"].says[0].startswith(said)
    nothing = cards_of(replace(found, rests=None), ENGLISH)[-1]
    assert nothing.says[0].startswith("Nothing was seen to reach the board")
    unseen = cards_of(replace(found, rests=None, up=reach(math.nan, state=NO_MONTH)), ENGLISH)[-1]
    assert unseen.says[0].startswith("Without a figure for the board")


@pytest.mark.parametrize(
    ("people", "said"),
    [(19, "it is 50%, and was 25%"), (20, "it is 50, and was 25")],
)
def test_a_few_people_are_not_told_as_those_of_the_period_before(people: int, said: str) -> None:
    cards = {card.name: card for card in cards_of(facts(up=reach(0.5, was=0.25, people=people)), ENGLISH)}
    assert any(said in each for each in cards["front-line"].known)
