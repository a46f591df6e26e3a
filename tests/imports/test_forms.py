"""Answers of forms, lists of calls, orders for events, and headers in French and Italian."""

from __future__ import annotations

import pytest

from netmap.files.importer.recipes.sign_in_form import core
from tests.imports.made_files import Said, balanced, is_, taken

GROUP: Said = {("group", ("sheet",)): is_("Board")}


@pytest.mark.parametrize(
    ("question", "asks"),
    [
        ("which meeting are you attending", "meeting"),
        ("please enter your full name", "full name"),
        ("what is your organisation", "organisation"),
        ("qual e il tuo ente", "ente"),
        ("indiquez votre organisme", "organisme"),
    ],
)
def test_a_question_is_read_without_the_words_that_every_question_has(question: str, asks: str) -> None:
    assert core(question) == asks


def test_a_diary_of_contacts_dates_each_by_its_own_answer_and_keeps_the_others() -> None:
    sheet = """
        Timestamp | Your name | Who did you contact? | How were you in contact? | When was it? | Any more?
        2024-05-20 10:11:12 | Ann Lee | Ben Ode | phone | 2024-05-13 | thanks
        2024-05-21 11:00:00 | Ann Lee | Cem Kaya | email | 2024-05-14 |
        """
    understood, applied = taken(said={("sort", ("sheet",)): is_("person")}, sheet=sheet)
    assert understood.sheets[0].shape == "contacts"
    contacts = applied.tables["contacts"]
    rows = contacts[["date", "source", "target", "channel"]].to_numpy().tolist()
    assert rows == [
        ["2024-05-13", "Ann Lee", "Ben Ode", "phone"],
        ["2024-05-14", "Ann Lee", "Cem Kaya", "email"],
    ]
    assert contacts["Any more?"].tolist() == ["thanks", ""]
    assert balanced(applied)


def test_a_sign_in_of_google_forms_is_the_sitting_of_its_day() -> None:
    sheet = """
        Informazioni cronologiche | Nome e cognome | Ente | Quale tavolo?
        2024-05-06 10:01:12 | Rossi Maria | ASL | Tavolo Minori
        2024-05-06 10:04:00 | Verdi Ugo | Comune | Tavolo Minori
        """
    _, applied = taken(sheet=sheet)
    assert applied.tables["meetings"][["date", "zone"]].to_numpy().tolist() == [
        ["2024-05-06", "Tavolo Minori"]
    ]
    assert len(applied.tables["attendance"]) == 2


def test_a_list_of_a_call_without_a_day_asks_for_it() -> None:
    sheet = """
        First name | Last name | Email | Duration | Time joined | Time exited
        Ann | Lee | ann@north.example | 1 h | 9:58 AM | 11:00 AM
        """
    _, applied = taken(said=GROUP, sheet=sheet)
    assert {one.kind for one in applied.questions} == {"day"}
    _, answered = taken(said={**GROUP, ("day", ("sheet",)): is_("14/10/2024")}, sheet=sheet)
    assert answered.tables["meetings"]["date"].tolist() == ["2024-10-14"]


def test_a_booking_is_asked_about_where_nobody_was_checked_in() -> None:
    sheet = """
        Order # | Order Date | First Name | Last Name | Attendee Status | Event Name | Event Start Date
        1 | 2024-11-02 | Ann | Lee | Attending | Network Day | 2024-11-25
        2 | 2024-11-03 | Ben | Ode | {status} | Network Day | 2024-11-25
        """
    _, asked = taken(sheet=sheet.format(status="Attending"))
    assert [(one.kind, one.about) for one in asked.questions] == [("status", ("Attending",))]
    _, applied = taken(sheet=sheet.format(status="Checked In"))
    assert sorted(applied.tables["attendance"]["status"]) == ["absent", "present"]
    assert applied.tables["meetings"]["date"].tolist() == ["2024-11-25"]


@pytest.mark.parametrize(
    "headers",
    ["Nom | Prénom | Organisme | Date de la réunion | Présence", "Cognome | Nome | Ente | Data | Presenza"],
)
def test_a_name_in_two_halves_under_words_of_a_language(headers: str) -> None:
    _, applied = taken(said=GROUP, sheet=f"{headers}\nRossi | Maria | ASL | 2015-03-05 | presente")
    assert applied.tables["practitioners"]["name"].tolist() == ["Maria Rossi"]


def test_french_marks() -> None:
    sheet = "Participant | Date | Présence\nA B | 2015-03-05 | Excusée\nC D | 2015-03-05 | Présent(e)"
    _, applied = taken(said=GROUP, sheet=sheet)
    assert applied.tables["attendance"]["status"].tolist() == ["apologies", "present"]


def test_a_meeting_that_stands_beside_several_days_is_the_group() -> None:
    sheet = "Name | Meeting | Date\nA B | Panel | 2015-03-05\nC D | Panel | 2015-04-05"
    _, applied = taken(sheet=sheet)
    assert applied.tables["meetings"]["zone"].tolist() == ["Panel", "Panel"]
    once = "Name | Meeting | Date\nA B | M1 | 2015-03-05\nC D | M2 | 2015-04-05"
    _, sittings = taken(sheet=once)
    assert sittings.tables["meetings"]["meeting"].tolist() == ["M1", "M2"]


def test_times_at_which_people_came_are_those_of_one_sitting() -> None:
    sheet = (
        "Name | Date | Group\nA B | 2015-03-05 10:01 | P\nC D | 2015-03-05 10:04 | P\nE F | 2015-04-05 | P"
    )
    _, applied = taken(sheet=sheet)
    assert sorted(applied.tables["meetings"]["date"]) == ["2015-03-05", "2015-04-05"]
    alike = "Name | Date | Group\nA B | 2015-03-05 10:00 | P\nC D | 2015-03-05 10:00 | P"
    _, kept = taken(sheet=alike)
    assert kept.tables["meetings"]["date"].tolist() == ["2015-03-05T10:00"]


@pytest.mark.parametrize(("header", "ordered"), [("Order #", True), ("Row", False)])
def test_an_order_is_known_by_its_number_where_it_names_no_event(header: str, ordered: bool) -> None:
    sheet = f"{header} | First Name | Last Name | Attendee Status\n1 | Ann | Lee | Checked In"
    understood, _ = taken(sheet=sheet)
    assert (understood.sheets[0].shape == "event_orders") is ordered
