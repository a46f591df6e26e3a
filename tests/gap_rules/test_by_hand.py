"""Each rule by hand: a study that triggers it and, on the other side of each threshold, one that must not."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping
from random import Random
from typing import Any

import pandas as pd
import pytest

import netmap
from netmap.gap_rules.rules import RULES
from tests.worlds import Row, Rows, shuffled, study_of

T = dt.date(2011, 12, 31)
"""The day of all of them; the window begins on 2011-01-01."""
A, B, C, D = "agency_1", "=A1", "Č-12", "<b>x</b>"
P = {A: "1", B: "a,b", C: "a;b", D: "-"}
"""One person of each agency."""


def before(days: int) -> str:
    """The day that lies so many days before T."""
    return (T - dt.timedelta(days)).isoformat()


def world(contacts: list[Row] | None = None, **tables: list[Row]) -> Rows:
    """Four agencies with a person each, and whatever else is told; the record ends on T."""
    people = [{"practitioner": person, "agency": agency} for agency, person in P.items()]
    rows: Rows = {
        "partnerships": [
            {
                "partnership": "ours",
                "baseline": "2010-06-01",
                "observed_from": "2010-01-01",
                "observed_to": T.isoformat(),
            }
        ],
        "agencies": [{"agency": agency} for agency in P],
        "practitioners": people,
        "contacts": [{"contact": f"c{number}", **row} for number, row in enumerate(contacts or [])],
    }
    return {**rows, **tables}


def contact(days: int, source: str, target: str, **more: Any) -> Row:
    return {"date": before(days), "source": source, "target": target, **more}


def sittings(zone: str, *days: int, present: tuple[str, ...] = (P[A], P[B])) -> Rows:
    """A zone that sat so many days before T, with who was there."""
    meetings = [{"meeting": f"{zone}/{day}", "zone": zone, "date": before(day)} for day in days]
    there = [{"meeting": f"{zone}/{day}", "practitioner": person} for day in days for person in present]
    return {"meetings": meetings, "attendance": there}


def service(agency: str, need: str = "sleep", area: str = "north", **more: Any) -> Row:
    return {"service": f"{agency}/{need}/{area}", "agency": agency, "need": need, "area": area, **more}


ONCE_A_MONTH = range(5, 360, 30)
LEVELS = [{"level": "front", "rank": 0}, {"level": "board", "rank": 1}]


def levelled(*contacts: Row) -> Rows:
    """A, B and C at the front, D on the board; B and D see each other every month."""
    at = {P[A]: "front", P[B]: "front", P[C]: "front", P[D]: "board"}
    people = [{"practitioner": person, "agency": agency, "level": at[person]} for agency, person in P.items()]
    monthly = [contact(day, P[B], P[D]) for day in ONCE_A_MONTH]
    return world([*monthly, *contacts], levels=LEVELS, practitioners=people)


def hung_on_one(sources: int, others: int = 0) -> Rows:
    """So many at the front tell one person, who sees the board; and so many see it themselves."""
    front = [f"f{number}" for number in range(sources + others)]
    people = [{"practitioner": one, "agency": A, "level": "front"} for one in front]
    people += [{"practitioner": "x", "agency": B}, {"practitioner": "top", "agency": C, "level": "board"}]
    told = [contact(200, one, "x") for one in front[:sources]] + [contact(100, "x", "top")]
    told += [contact(150, one, "top") for one in front[sources:]]
    return world(told, levels=LEVELS, practitioners=people)


def hardly_heard(people: int = 2, often: int = 1, others: int = 40) -> Rows:
    """People of C are heard by the board over a chain of three now and then; those of A by many contacts."""
    mine = [{"practitioner": f"c{number}", "agency": C, "level": "front"} for number in range(people)]
    chain = [{"practitioner": "y", "agency": B}, {"practitioner": "z", "agency": B}]
    rest = [{"practitioner": f"a{number}", "agency": A, "level": "front"} for number in range(4)]
    top = {"practitioner": "top", "agency": D, "level": "board"}
    told = [contact(day, f"a{number}", "top") for number in range(4) for day in range(1, 360, 360 // others)]
    for number in range(people):
        for day in range(20, 340, 340 // often):
            told += [
                contact(day + 8, f"c{number}", "y"),
                contact(day + 4, "y", "z"),
                contact(day, "z", "top"),
            ]
    return world(told, levels=LEVELS, practitioners=[*mine, *chain, *rest, top])


def reversed_rows(rows: Rows) -> Rows:
    """The same world with time turned round within the year: who told is told."""

    def turned(row: Row) -> Row:
        days = (T - dt.date.fromisoformat(row["date"])).days
        return {**row, "date": before(364 - days), "source": row["target"], "target": row["source"]}

    return {**rows, "contacts": [turned(row) for row in rows["contacts"]]}


def zone(**about: Any) -> list[Row]:
    return [{"zone": "z,1", **about}]


def pathway(name: str, days: int, one: Row, other: Row) -> list[Row]:
    return [
        {"trajectory": name, "date": before(days + 10), "service": one["service"]},
        {"trajectory": name, "date": before(days), "service": other["service"]},
    ]


SLEEP = [service(A), service(B)]
STEPS = [row for number in range(3) for row in pathway(f"t{number}", 40 + number, *SLEEP)]
OLD = [contact(day, P[A], P[B]) for day in (700, 650, 600)]
USERS = [{"level": "users", "rank": 0}, {"level": "front", "rank": 1}]
USER = [
    {"practitioner": "u", "agency": A, "level": "users"},
    {"practitioner": P[B], "agency": B, "level": "front"},
]
ASKED = {
    "waves": [{"wave": "w", "end": before(30)}],
    "responses": [{"wave": "w", "actor": A, "status": "none"}],
}
EVERYBODY = [contact(9, P[A], P[B]), contact(9, P[C], P[D])]

Case = tuple[str, str, Rows, set[tuple[str, ...]]]


def cases() -> Iterator[Case]:  # noqa: PLR0915  (a list)
    """Rule, what the case is, the world, and the actors of every gap that is to be found."""
    rule = "no-upward-route"
    yield (
        rule,
        "told and never telling",
        levelled(contact(200, P[B], P[A], direction="directed"), contact(200, P[C], P[B])),
        {(A, "front")},
    )
    yield rule, "told once in time", levelled(contact(200, P[A], P[B]), contact(200, P[C], P[B])), set()
    yield rule, "of whom nothing is on record", levelled(contact(200, P[C], P[B])), set()
    rule = "no-return-route"
    yield (
        rule,
        "telling and never told",
        levelled(contact(100, P[A], P[B], direction="directed"), contact(100, P[B], P[C])),
        {(A, "front")},
    )
    yield (
        rule,
        "told once",
        levelled(contact(100, P[B], P[A], direction="directed"), contact(100, P[B], P[C])),
        set(),
    )
    yield (
        "no-upward-route",
        "a board that nobody saw",
        world(
            [contact(9, P[A], P[B])],
            levels=LEVELS,
            practitioners=[
                {"practitioner": P[A], "agency": A, "level": "front"},
                {"practitioner": P[B], "agency": B, "level": "front"},
                {"practitioner": P[D], "agency": D, "level": "board"},
            ],
        ),
        set(),
    )
    rule = "weak-upward-route"
    yield rule, "over three, once", hardly_heard(), {(C, "front")}
    yield rule, "one person alone", hardly_heard(people=1), set()
    yield rule, "often enough", hardly_heard(often=30), set()
    yield rule, "where others' chance is small too", hardly_heard(others=1), set()
    yield "weak-return-route", "over three, once", reversed_rows(hardly_heard()), {(C, "front")}
    yield "weak-return-route", "often enough", reversed_rows(hardly_heard(often=30)), set()
    rule = "single-champion"
    yield rule, "five of ten", hung_on_one(5, 5), {("x", "front", "board")}
    yield rule, "five of eleven, a third of the chance", hung_on_one(5, 6), set()
    yield rule, "four reach", hung_on_one(4), set()
    yield rule, "five reach", hung_on_one(5), {("x", "front", "board")}
    rule = "unlinked-services"
    yield rule, "no tie", world(EVERYBODY[1:], services=SLEEP), {(B, A, "sleep", "north")}
    yield rule, "met ninety days ago", world([contact(90, P[A], P[B])], services=SLEEP), set()
    yield (
        rule,
        "met ninety-one days ago",
        world([contact(91, P[A], P[B])], services=SLEEP),
        {(B, A, "sleep", "north")},
    )
    yield rule, "another area", world(EVERYBODY[1:], services=[service(A), service(B, area="south")]), set()
    yield (
        rule,
        "closed the day before",
        world(EVERYBODY[1:], services=[service(A), service(B, closed=before(1))]),
        set(),
    )
    yield (
        rule,
        "closes today",
        world(EVERYBODY[1:], services=[service(A), service(B, closed=before(0))]),
        {(B, A, "sleep", "north")},
    )
    yield (
        rule,
        "only declared",
        world(EVERYBODY[1:], services=SLEEP, ties=[{"source": A, "target": B}]),
        {(B, A, "sleep", "north")},
    )
    rule = "uncovered-need"
    yield (
        rule,
        "another need there",
        world(EVERYBODY, services=[service(A), service(B, "debt", "south")]),
        {("sleep", "south", "ours"), ("debt", "north", "ours")},
    )
    yield (
        rule,
        "both in both",
        world(
            EVERYBODY,
            services=[service(A), service(A, area="south"), service(B, "debt", "south"), service(B, "debt")],
        ),
        set(),
    )
    yield (
        rule,
        "closed there",
        world(EVERYBODY, services=[service(A), service(B, area="south", closed="2011-03")]),
        {("sleep", "south", "ours")},
    )
    rule = "no-boundary-zone"
    yield rule, "no zone", world(EVERYBODY, services=SLEEP), {(B, A, "sleep")}
    yield rule, "sat together", world(EVERYBODY, services=SLEEP, zones=zone(), **sittings("z,1", 364)), set()
    moved = [
        {"practitioner": P[A], "agency": A, "left": before(100)},
        {"practitioner": P[A], "agency": C, "joined": before(99)},
    ]
    for days, found in ((100, set()), (99, {(B, A, "sleep")})):
        yield (
            rule,
            f"sat together {days} days ago, by somebody who has moved",
            world(
                EVERYBODY,
                services=SLEEP,
                zones=[*zone(), {"zone": "y"}],
                seats=[{"zone": "y", "agency": A}],
                employments=moved,
                **sittings("z,1", days),
            ),
            found,
        )
    yield (
        rule,
        "sat together too long ago",
        world(EVERYBODY, services=SLEEP, zones=zone(), **sittings("z,1", 365)),
        {(B, A, "sleep")},
    )
    yield (
        rule,
        "seats",
        world(
            EVERYBODY,
            services=SLEEP,
            zones=zone(),
            seats=[{"zone": "z,1", "agency": A}],
            posts=[{"zone": "z,1", "practitioner": P[B]}],
        ),
        set(),
    )
    yield (
        rule,
        "a seat given up",
        world(
            EVERYBODY,
            services=SLEEP,
            zones=zone(),
            seats=[{"zone": "z,1", "agency": A}, {"zone": "z,1", "agency": B, "left": before(1)}],
        ),
        {(B, A, "sleep")},
    )
    yield (
        rule,
        "a zone that is closed",
        world(EVERYBODY, services=SLEEP, zones=zone(closed=before(1)), **sittings("z,1", 30)),
        {(B, A, "sleep")},
    )
    yield (
        rule,
        "one object",
        world(
            EVERYBODY,
            objects=[{"object": "o"}],
            involvement=[{"object": "o", "actor": A}, {"object": "o", "actor": P[B]}],
        ),
        {(B, A, "o")},
    )
    rule = "informal-zone"
    yield (
        rule,
        "three, informal",
        world(zones=zone(formal=False, purpose="x"), **sittings("z,1", 30, 60, 90)),
        {("z,1",)},
    )
    yield (
        rule,
        "three, no purpose",
        world(zones=zone(formal=True), **sittings("z,1", 30, 60, 364)),
        {("z,1",)},
    )
    yield (
        rule,
        "two in the window",
        world(zones=zone(formal=False, purpose="x"), **sittings("z,1", 30, 60, 365)),
        set(),
    )
    yield rule, "standing not known", world(zones=zone(purpose="x"), **sittings("z,1", 30, 60, 90)), set()
    yield (
        rule,
        "formal, with a purpose",
        world(zones=zone(formal=True, purpose="x"), **sittings("z,1", 30, 60, 90)),
        set(),
    )
    rule = "zone-gone-quiet"
    yield rule, "three times its interval", world(zones=zone(), **sittings("z,1", 60, 80, 100)), set()
    yield rule, "a day more", world(zones=zone(), **sittings("z,1", 61, 81, 101)), {("z,1",)}
    yield rule, "closed", world(zones=zone(closed=before(50)), **sittings("z,1", 61, 81, 101)), set()
    yield rule, "sat once", world(zones=zone(), **sittings("z,1", 300)), set()
    rule = "network-gone-dormant"
    yield rule, "a day ago", world([*OLD, contact(91, P[A], P[B])]), {(B, A)}
    yield rule, "tomorrow", world([*OLD, contact(90, P[A], P[B])]), set()
    yield rule, "on the first day of the window", world([*OLD, contact(364 + 91, P[A], P[B])]), {(B, A)}
    yield rule, "before the window", world([*OLD, contact(365 + 91, P[A], P[B])]), set()
    yield rule, "a trail", world([contact(91, P[A], P[B])]), set()
    rule = "trail-about-to-fade"
    yield (
        rule,
        "in thirty days",
        world([contact(61, P[A], P[B], channel="1"), contact(63, P[A], P[B], channel="1")]),
        {("1",)},
    )
    yield (
        rule,
        "in thirty-one days",
        world([contact(60, P[A], P[B], channel="1"), contact(63, P[A], P[B], channel="1")]),
        set(),
    )
    yield (
        rule,
        "tomorrow, by its zone",
        world([contact(90, P[A], P[B], channel="1", zone="z,1"), contact(93, P[A], P[B])], zones=zone()),
        {("z,1",)},
    )
    yield rule, "faded today", world([contact(91, P[A], P[B]), contact(93, P[A], P[B])]), set()
    yield rule, "trodden once", world([contact(61, P[A], P[B], channel="1")]), set()
    yield rule, "in no setting", world([contact(61, P[A], P[B]), contact(62, P[A], P[B])]), {()}
    rule = "isolated"
    both = [contact(9, P[A], P[B]), contact(9, P[C], "c2")]
    people = [*world()["practitioners"], {"practitioner": "c2", "agency": C}]
    yield rule, "meets colleagues only", world(both, practitioners=people), {(P[C],), ("c2",), (C,)}
    yield (
        rule,
        "met somebody ninety-one days ago",
        world([*both, contact(91, P[C], P[A])], practitioners=people),
        {(P[C],), ("c2",), (C,)},
    )
    yield (
        rule,
        "met somebody ninety days ago",
        world([*both, contact(90, P[C], P[A])], practitioners=people),
        {("c2",)},
    )
    nowhere = [{"practitioner": "nobody knows"}]
    yield (
        rule,
        "met somebody of an agency not known",
        world([*both, contact(9, P[C], "nobody knows")], practitioners=[*people, *nowhere]),
        {("c2",)},
    )
    yield (
        rule,
        "a tie only declared",
        world(both, practitioners=people, ties=[{"source": C, "target": A}]),
        {(P[C],), ("c2",)},
    )
    yield rule, "everybody meets somebody", world(EVERYBODY), set()
    rule = "broken-trajectory"
    yield (
        rule,
        "three pathways",
        world(EVERYBODY[1:], services=SLEEP, trajectories=STEPS),
        {(SLEEP[0]["service"], SLEEP[1]["service"], A, B)},
    )
    yield rule, "two pathways", world(EVERYBODY[1:], services=SLEEP, trajectories=STEPS[:4]), set()
    yield (
        rule,
        "a tie on the day of the first",
        world([contact(42, P[A], P[B])], services=SLEEP, trajectories=STEPS),
        set(),
    )
    yield (
        rule,
        "a tie a day later",
        world([contact(39, P[A], P[B])], services=SLEEP, trajectories=STEPS),
        {(SLEEP[0]["service"], SLEEP[1]["service"], A, B)},
    )
    rule = "users-absent"
    none = sittings("z,1", 30, present=(P[B],))
    yield rule, "nobody sat", world(zones=zone(), levels=USERS, practitioners=USER, **none), {("ours",)}
    yield (
        rule,
        "one sat",
        world(zones=zone(), levels=USERS, practitioners=USER, **sittings("z,1", 364, present=("u",))),
        set(),
    )
    long_ago = {name: [*sittings("z,1", 365, present=("u",))[name], *none[name]] for name in none}
    yield (
        rule,
        "one sat too long ago",
        world(zones=zone(), levels=USERS, practitioners=USER, **long_ago),
        {("ours",)},
    )
    yield rule, "no level of users", world(zones=zone(), levels=LEVELS, **none), {("ours",)}
    yield rule, "no levels", world(zones=zone(), **none), set()
    yield rule, "no sitting", world(levels=USERS, practitioners=USER), set()
    rule = "one-way"
    told = [contact(day, P[A], P[B], direction="directed") for day in (10, 20, 30, 40, 364)]
    yield rule, "five", world(told), {(A, B)}
    yield rule, "four", world(told[1:]), set()
    yield rule, "one answer", world([*told, contact(50, P[B], P[A], direction="directed")]), set()
    yield rule, "one talk", world([*told, contact(50, P[A], P[B])]), set()
    yield (
        rule,
        "an answer before the window",
        world([*told, contact(365, P[B], P[A], direction="directed")]),
        {(A, B)},
    )
    yield rule, "at one table", world(told, zones=zone(), **sittings("z,1", 70)), set()
    rule = "silent-agency"
    yield rule, "two of four", world(EVERYBODY[:1]), {(C,), (D,)}
    yield rule, "a year ago", world([*EVERYBODY[:1], contact(365, P[C], P[D])]), {(C,), (D,)}
    yield rule, "within the year", world([*EVERYBODY[:1], contact(364, P[C], P[D])]), set()
    yield rule, "expected and not there", world(EVERYBODY, zones=zone(), meetings=[], attendance=[]), set()
    apologies = sittings("z,1", 30, present=(P[C], P[D]))
    absent = [{**row, "status": "absent"} for row in apologies["attendance"]]
    yield (
        rule,
        "absent is on record",
        world(EVERYBODY[:1], zones=zone(), meetings=apologies["meetings"], attendance=absent),
        set(),
    )
    yield rule, "asked and not answered", world(EVERYBODY, **ASKED), {(A,)}
    answered = [{"wave": "w", "actor": A, "status": "partial"}]
    yield rule, "answered in part", world(EVERYBODY, waves=ASKED["waves"], responses=answered), set()
    yield (
        rule,
        "asked too long ago",
        world(EVERYBODY, waves=[{"wave": "w", "end": before(365)}], responses=ASKED["responses"]),
        set(),
    )


CASES = list(cases())


@pytest.mark.parametrize(
    ("rule", "case", "rows", "expected"), CASES, ids=[f"{each[0]}: {each[1]}" for each in CASES]
)
def test_a_rule(rule: str, case: str, rows: Rows, expected: set[tuple[str, ...]]) -> None:
    found = netmap.gaps(study_of(rows), rules=[rule])
    assert set(found["actors"]) == expected
    assert len(found) == len(expected)


@pytest.mark.parametrize(
    ("days", "told"),
    [
        ((91,), "1 network between =A1 and agency_1 has gone dormant|None between them is active any more."),
        ((91, 90), "1 network between|1 other between them is still active."),
        ((91, 91, 90, 90), "2 networks between|2 others between them are still active."),
    ],
)
def test_of_networks_gone_dormant_it_is_told_how_many_are_still_active(
    days: tuple[int, ...], told: str
) -> None:
    """Pair by pair of two agencies: an old network whose last occasion was so many days ago."""
    pairs = [(f"a{place}", f"b{place}") for place in range(len(days))]
    people = [
        {"practitioner": person, "agency": agency}
        for pair in pairs
        for person, agency in zip(pair, (A, B), strict=True)
    ]
    contacts = [
        {**row, "source": one, "target": other}
        for day, (one, other) in zip(days, pairs, strict=True)
        for row in (*OLD, contact(day, one, other))
    ]
    found = netmap.gaps(study_of(world(contacts, practitioners=people)), rules=["network-gone-dormant"])
    assert len(found) == 1
    assert all(part in found["evidence"].iloc[0] for part in told.split("|"))


def attended(*counts: int) -> Mapping[str, list[Row]]:
    """Three sittings at which so many people of each agency were present in all, in turn."""
    people = [{"practitioner": f"{agency}{n}", "agency": agency} for agency in P for n in range(20)]
    meetings = [{"meeting": f"m{n}", "zone": "z,1", "date": before(30 * n + 9)} for n in range(3)]
    there = [
        {"meeting": f"m{number % 3}", "practitioner": f"{agency}{number // 3}"}
        for agency, count in zip(P, counts, strict=False)
        for number in range(count)
    ]
    return world(practitioners=people, zones=zone(), meetings=meetings, attendance=there)


@pytest.mark.parametrize(("counts", "found"), [((24, 3, 2), True), ((16, 3, 2), False), ((24, 3), False)])
def test_dominated_zone(counts: tuple[int, ...], found: bool) -> None:
    assert len(netmap.gaps(study_of(attended(*counts)), rules=["dominated-zone"])) == found


def test_dominated_zone_takes_three_sittings() -> None:
    rows = dict(attended(24, 3, 2))
    rows["meetings"] = [
        {**row, "date": before(400)} if row["meeting"] == "m2" else row for row in rows["meetings"]
    ]
    assert netmap.gaps(study_of(rows), rules=["dominated-zone"]).empty


def test_every_rule_has_cases_on_both_sides() -> None:
    by_hand = {(rule, bool(expected)) for rule, _, _, expected in CASES}
    by_hand |= {("dominated-zone", True), ("dominated-zone", False)}
    assert by_hand == {(rule.name, found) for rule in RULES for found in (True, False)}


THRESHOLDS = [
    ("informal-zone", {"sittings": 4}, world(zones=zone(formal=False), **sittings("z,1", 30, 60, 90))),
    ("one-way", {"contacts": 6}, world([contact(day, P[A], P[B], direction="directed") for day in range(5)])),
    ("trail-about-to-fade", {"days": 10}, world([contact(day, P[A], P[B], channel="1") for day in (61, 63)])),
    ("zone-gone-quiet", {"times": 3.1}, world(zones=zone(), **sittings("z,1", 61, 81, 101))),
    ("single-champion", {"sources": 6}, hung_on_one(5)),
]


@pytest.mark.parametrize(("rule", "told", "rows"), THRESHOLDS)
def test_thresholds_are_parameters(rule: str, told: dict[str, Any], rows: Rows) -> None:
    study = study_of(rows)
    assert len(netmap.gaps(study, rules=[rule])) == 1
    assert netmap.gaps(study, rules=[rule], thresholds={rule: told}).empty


@pytest.mark.parametrize("number", range(0, len(CASES), 19))
def test_nothing_is_seen_before_its_day_nor_the_order_of_rows(number: int) -> None:
    """What happens after a day changes nothing of what was a gap on it."""
    rows, day = CASES[number][2], before(45)
    cut = {
        **rows,
        "contacts": [row for row in rows["contacts"] if row["date"] <= day],
        "meetings": [row for row in rows.get("meetings", []) if row["date"] <= day],
        "trajectories": [row for row in rows.get("trajectories", []) if row["date"] <= day],
    }
    kept = {row["meeting"] for row in cut["meetings"]}
    cut["attendance"] = [row for row in rows.get("attendance", []) if row["meeting"] in kept]
    asked = {"as_of": day, "transmission_probability": 1.0}
    then, now = (netmap.gaps(study_of(each), **asked) for each in (cut, shuffled(rows, Random(number))))
    pd.testing.assert_frame_equal(then, now)
