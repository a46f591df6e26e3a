"""Names: what is surely one, what is only alike, and that whoever is alike is found."""

from __future__ import annotations

import itertools
import random
import string

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from netmap.files.importer.names import is_slip, likeness, signatures, sure_key, words_of
from netmap.files.importer.questions import Answer
from netmap.files.importer.registers import Entry, Register, is_ordinary
from tests.imports.made_files import is_, known_partnership, taken

SURE = [
    ("Maria Rossi", "ROSSI maria"),
    ("Rossi, Maria", "Maria  Rossi"),
    ("Niccolò D'Amico", "niccolo damico"),
    ("Anna-Maria Conti", "Anna Maria Conti"),
    ("Müller Zoë", "zoe muller"),
    ("U.S.C.G.", "USCG"),
]
NOT_SURE = [
    ("Maria Rossi", "Mario Rossi"),
    ("M. Rossi", "Maria Rossi"),
    ("Dr Maria Rossi", "Maria Rossi"),
    ("P-1", "P1"),
    ("=1", "1"),
    ("a1", "á1"),
    ("<b>x</b>", "x"),
    ("agency_1", "agency 1"),
    ("Č-12", "C-12"),
    ("--", "-"),
]


FIRST = ("ann", "anne", "al", "ben", "jon", "john", "b", "mtg", "meeting", "rosi")
LAST = (
    "smith",
    "smyth",
    "jones",
    "jon",
    "johnson",
    "johnsen",
    "rossi",
    "rosi",
    "castelani",
    "castellani",
    "s",
)


@pytest.mark.parametrize("ordered", [True, False])
def test_who_is_worth_a_look_is_everybody_who_is_alike(
    ordered: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Leaving out those who share one word alone changes nothing of what is offered."""
    rng = random.Random(7)

    def name() -> str:
        return f"{rng.choice(FIRST)} {rng.choice(LAST)}" if rng.random() < 0.8 else rng.choice(LAST)

    register = Register((Entry(str(n), name()) for n in range(80)), ordered=ordered)
    asked = [name() for _ in range(60)]
    quick = [register.alike(one) for one in asked]
    monkeypatch.setattr("netmap.files.importer.registers.FEW", 10**9)
    assert quick == [register.alike(one) for one in asked]
    assert any(quick)


@pytest.mark.parametrize(("one", "other"), SURE)
def test_spellings_of_one_name(one: str, other: str) -> None:
    assert sure_key(one, ordered=False) == sure_key(other, ordered=False)


@pytest.mark.parametrize(("one", "other"), NOT_SURE)
def test_names_that_are_not_surely_one(one: str, other: str) -> None:
    assert sure_key(one, ordered=False) != sure_key(other, ordered=False)


def test_order_counts_but_in_peoples_names() -> None:
    assert sure_key("North Health", ordered=True) != sure_key("Health North", ordered=True)
    assert sure_key("North Health", ordered=True) == sure_key("NORTH  health", ordered=True)


@pytest.mark.parametrize(
    ("one", "other", "why"),
    [
        ("M. Rossi", "Maria Rossi", "initials"),
        ("Maria R", "Maria Rossi", "initials"),
        ("Maria Rosi", "Maria Rossi", "spelling"),
        ("Mraia Rossi", "Maria Rossi", "spelling"),
        ("Rossi", "Maria Rossi", "part"),
        ("Maria Pia Rossi", "Maria Rossi", "part"),
        ("Dr Maria Rossi", "Maria Rossi", "part"),
        ("USCG", "United States Coast Guard", "short"),
        ("M. R.", "Maria Rossi", None),
        ("Maria Bianchi", "Maria Rossi", None),
        ("P001", "P002", None),
        ("Room 12", "Room 13", None),
        ("COE-NAD", "ANAD", None),
        ("Li", "Lu", None),
    ],
)
def test_names_that_are_alike(one: str, other: str, why: str | None) -> None:
    assert likeness(words_of(one), words_of(other)) == why
    assert likeness(words_of(other), words_of(one)) == why


def steps(first: str, second: str) -> int:
    """Edits between two words, straight from the definition: insert, delete, replace, swap neighbours."""
    if not first or not second:
        return len(first) + len(second)
    if first[0] == second[0]:
        return steps(first[1:], second[1:])
    found = [steps(first[1:], second), steps(first, second[1:]), steps(first[1:], second[1:])]
    if len(first) > 1 and len(second) > 1 and first[0] == second[1] and first[1] == second[0]:
        found.append(steps(first[2:], second[2:]))
    return 1 + min(found)


WORDS = st.text("abc", min_size=1, max_size=9)


@settings(max_examples=150, deadline=None)
@given(WORDS, WORDS)
def test_a_slip_is_one_edit_or_two_in_long_words(one: str, other: str) -> None:
    shortest = min(len(one), len(other))
    allowed = 2 if shortest >= 8 else 1
    near = abs(len(one) - len(other)) <= allowed and steps(one, other) <= allowed
    if shortest < 6 or one[0] != other[0]:
        assert is_slip(one, other) == (shortest >= 3 and near)
    else:
        assert is_slip(one, other) or not near


def test_words_that_are_alike_as_a_whole_are_a_slip_from_six_letters_on() -> None:
    assert is_slip("katherine", "kathryn")
    assert not is_slip("stephen", "steven")
    assert not is_slip("williams", "wilson")
    assert not is_slip("marshall", "martin")


def slipped(rng: random.Random, word: str) -> str:
    place, letter = rng.randrange(len(word)), rng.choice(string.ascii_lowercase)
    ways = (
        word[:place] + word[place + 1 :],
        word[:place] + letter + word[place:],
        word[:place] + letter + word[place + 1 :],
        word[:place] + word[place : place + 2][::-1] + word[place + 2 :],
    )
    return rng.choice(ways)


def test_whoever_is_alike_is_found() -> None:
    rng = random.Random(7)
    letters = "".join(rng.choices(string.ascii_lowercase, k=2_000))
    words = [letters[place : place + rng.randint(3, 11)] for place in range(0, 1_900, 12)]
    alike = 0
    for one, other in itertools.pairwise(words):
        name = (one, other)
        for spelt in (
            (slipped(rng, one), other),
            (one[0], other),
            (other,),
            (slipped(rng, one), slipped(rng, other)),
        ):
            if likeness(spelt, name) is not None:
                alike += 1
                assert signatures(spelt) & signatures(name), (spelt, name)
    assert alike > 300


def test_a_register_tells_namesakes_apart_by_agency() -> None:
    register = Register([Entry("1", "John Smith", "h"), Entry("2", "John Smith", "s")], ordered=False)
    assert register.match("Smith John", "s").id == "2"
    asked = register.match("Smith John")
    assert asked.id is None
    assert [one.value for one in asked.candidates] == ["1", "2"]
    assert register.match("Smith John", "elsewhere").id is None


def test_an_id_goes_before_a_name_and_is_only_itself() -> None:
    register = Register([Entry("Ann Lee", "Bob Ode"), Entry("2", "Ann Lee")], ordered=False)
    assert register.match("Ann Lee").id == "Ann Lee"
    assert register.match("Bob Ode").id == "Ann Lee"
    assert register.match("bob ode", exact=True).id is None
    assert register.match("Nobody Else").candidates == ()


def test_ordinary_words() -> None:
    assert [is_ordinary(text) for text in ("WHO", "etc.", "N/A", "Other", "WHO Europe", "Whoever")] == [
        True, True, True, True, False, False,
    ]  # fmt: skip


THREE = """
    date | group | name | agency | present
    2024-01-08 | Panel | Katherine O'Neill | Schools | yes
    2024-02-05 | Panel | Kathryn ONeill | Schools | yes
    2024-03-04 | Panel | K. O'Neil | Schools | yes
    2024-01-08 | Panel | Tom Bell | NHS | yes
    2024-02-05 | Panel | Tom Bell | N.H.S. | yes
    """


def test_three_spellings_are_one_question_and_one_answer() -> None:
    _, asked = taken(None, sheet=THREE)
    (question,) = asked.questions
    assert (question.about, question.rows) == (("Kathryn ONeill", "K. O'Neil"), 2)
    assert [(one.value, one.why) for one in question.candidates] == [("Katherine O'Neill", "spelling")]
    assert asked.tables["agencies"]["agency"].tolist() == ["Schools", "NHS"]
    for answer, people in ((Answer("is", "Katherine O'Neill"), 2), (Answer("new"), 4)):
        _, applied = taken(None, {("person", question.about): answer}, sheet=THREE)
        assert not applied.questions
        assert len(applied.tables["practitioners"]) == people
    apart = {("person", ("K. O'Neil",)): Answer("new")}
    assert [one.about for one in taken(None, apart, sheet=THREE)[1].questions] == [("Kathryn ONeill",)]


NAMESAKES = """
    Group | Date | Name | Email
    Board | 2023-06-28 | Jo Blake | jo.blake2@north.example
    Board | 2023-06-28 | Jo Blake | jo.blake1@south.example
    Board | 2023-07-28 | Jo Blake | Jo.Blake1@south.example
    Board | 2023-07-28 | Ann Lee | ann@north.example
    """


def test_namesakes_with_addresses_of_their_own_are_asked_about() -> None:
    _, asked = taken(None, sheet=NAMESAKES)
    (question,) = asked.questions
    assert (question.kind, question.about, question.rows) == ("namesakes", ("Jo Blake",), 3)
    _, each = taken(None, {("namesakes", ("Jo Blake",)): is_("each")}, sheet=NAMESAKES)
    assert sorted(each.tables["practitioners"]["name"]) == ["Ann Lee", "Jo Blake", "Jo Blake"]
    assert len(each.tables["attendance"]) == 4
    _, one = taken(None, {("namesakes", ()): is_("one")}, sheet=NAMESAKES)
    assert sorted(one.tables["practitioners"]["name"]) == ["Ann Lee", "Jo Blake"]
    assert [(problem.line, problem.code) for problem in one.problems] == [(3, "repeats")]


def test_titles_tell_nobody_of_an_agency_apart_and_short_words_are_asked_about() -> None:
    _, applied = taken(
        None,
        sheet="""
        Group | Date | Name | Agency
        Eastside Locality Meeting | 2024-01-08 | Dr. Ben Jones | NHS
        Eastside Locality Meeting | 2024-02-05 | Jones, Ben | NHS
        Eastside Locality Mtg | 2024-03-04 | Ben Jones | NHS
        """,
    )
    assert len(applied.tables["practitioners"]) == 1
    assert [(one.kind, one.about, one.candidates[0].why) for one in applied.questions] == [
        ("zone", ("Eastside Locality Mtg",), "shortened")
    ]


def test_times_of_signing_in_belong_to_the_sitting_of_the_day() -> None:
    text = "Group | Date | Name\n" + "\n".join(
        f"Strategic Board | 2011-05-03 {time} | {name}"
        for time, name in (("10:00", "Ann Lee"), ("10:02", "Ben Ode"), ("10:05", "Cleo Fox"))
    )
    _, applied = taken(known_partnership(), sheet=text)
    assert set(applied.tables["attendance"]["meeting"]) == {"m1"}
    _, twice = taken(None, sheet=text + "\nStrategic Board | 2011-05-03 10:00 | Dan Hill")
    assert twice.tables["meetings"]["date"].tolist() == ["2011-05-03"]
    halves = "Group | Date | Name\n" + "\n".join(
        f"Board | 2011-05-03 {time} | {name}"
        for time in ("10:00", "14:00")
        for name in ("Ann Lee", "Ben Ode")
    )
    _, two = taken(None, sheet=halves)
    assert two.tables["meetings"]["date"].tolist() == ["2011-05-03T10:00", "2011-05-03T14:00"]


def test_known_groups_are_offered_where_a_sheet_names_none() -> None:
    _, applied = taken(known_partnership(), sheet="Date | Name\n2011-05-03 | Ann Lee")
    (question,) = applied.questions
    assert question.kind == "group"
    assert [one.value for one in question.candidates] == ["board"]


def test_of_several_agencies_beside_a_name_the_one_in_most_rows_counts() -> None:
    lines = [f"Ann Lee | Health | 2024-03-0{day} | Board" for day in (1, 2, 3)]
    lines += ["ann lee | Police | 2024-03-04 | Board", "ANN LEE | Police | 2024-03-05 | Board"]
    _, applied = taken(rows="\n".join(["Name | Agency | Date | Group", *lines]))
    assert applied.tables["practitioners"]["agency"].tolist() == ["Health"]
    assert sorted(applied.tables["attendance"]["agency"]) == ["", "", "", "Police", "Police"]
