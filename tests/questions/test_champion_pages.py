"""What the page of champions says is what the library returns, and it is no ranking."""

from __future__ import annotations

import datetime as dt

import pandas as pd
import pytest

import netmap
from netmap.library.principals import Principal
from netmap.model.errors import NotAllowedError, NotFoundError
from netmap.model.i18n import ENGLISH, LANGUAGES
from netmap.questions import champions as of_champions
from netmap.questions import learning as of_paths
from netmap.questions import zones as of_zones
from netmap.questions.method import rule_text
from netmap.questions.parameters import NodeRef
from netmap.questions.question import BOARD
from tests.questions.boards import tables
from tests.questions.learning_pages import HOSTILE, asked, champions, learning, one_way_up, zones
from tests.shared_data import bundled, panels

WINDOW = {"start": dt.date(2011, 8, 1), "end": dt.date(2012, 7, 31)}
CARRIER = f"{HOSTILE[1]} p"


@pytest.fixture(scope="module")
def uk() -> netmap.Study:
    return panels()


@pytest.mark.shared
@pytest.mark.parametrize("level", ["local", "sector"])
def test_the_panels_say_what_the_library_says(uk: netmap.Study, level: str) -> None:
    view = champions(uk, from_level=level, to_level="board", **WINDOW)
    pd.testing.assert_frame_equal(view.table, netmap.champions(uk, level, "board", **WINDOW))
    said = " ".join(view.sentences)
    graded = {"transmission_probability": 0.2, **WINDOW}
    for who, asked_ in (
        ("simultaneous", graded),
        ("ever", graded),
        ("simultaneous", WINDOW),
        ("ever", WINDOW),
    ):
        row = netmap.class_reliance(uk, level, "board", who=who, **asked_).iloc[0]
        left, reached = round(row["reached"] - row["lost"]), round(row["reached"])
        assert f"{left} instead of {reached}" in said or left == reached
    covering = netmap.covering_set(uk, level, "board", **graded)
    assert [each.id for each in view.together] == covering["practitioner"].tolist()
    alone = netmap.champions(uk, level, "board", **graded).query(
        "reliance > 2 * se and (not is_target or ever_cross_represented)"
    )
    assert sorted(each.id for each in view.single) == sorted(alone["practitioner"])


@pytest.mark.shared
def test_sector_to_board_rests_wholly_on_the_cross_represented(uk: netmap.Study) -> None:
    said = champions(uk, from_level="sector", to_level="board", **WINDOW).sentences
    assert said[0] == (
        "Without everyone who sits at two levels, 0 instead of 2 others reach “Ministerial board” if one "
        "encounter in five passes something on."
    )
    assert said[1] == "If every one did, it would be 0 instead of 9."
    assert said[2] == "That chance is a yardstick to compare with, not an estimate."


@pytest.mark.shared
def test_a_class_that_carries_all_and_no_small_set_are_read_together(uk: netmap.Study) -> None:
    """Local to board rests on people who are at the board themselves, and these no set may hold."""
    rule = {"transmission_probability": 0.2, **WINDOW}
    crossed = netmap.class_reliance(uk, "local", "board", who="ever", **rule)
    table = netmap.champions(uk, "local", "board", **WINDOW)
    there = int((table["ever_cross_represented"] & table["is_target"]).sum())
    assert (crossed["reliance"].iloc[0], int(crossed.attrs["targets"])) == (1, there)
    assert not len(netmap.covering_set(uk, "local", "board", **rule))
    whole = (
        f"Without everyone who ever sat at different levels, 0 instead of {crossed['reached'].iloc[0]:.0f} "
    )
    share = "Without everyone who ever sat at different levels, nobody else "
    for sentences, begins, after in (
        (champions(uk, from_level="local", to_level="board", **WINDOW).sentences, whole, 2),
        (learning(uk, from_level="local", to_level="board", **WINDOW).sentences, share, 1),
    ):
        (place,) = [n for n, said in enumerate(sentences) if said.startswith(begins)]
        assert sentences[place + after].startswith(
            f"{there} of these people are at “Ministerial board” themselves; among the others no ten"
        )


def test_a_dense_partnership_learns_who_matters_a_little() -> None:
    """If every encounter passed something on nobody would be missed; under chance some are, a little."""
    study = bundled("riverside")
    view = champions(study)
    assert "It does not rest on a few: no ten were found without whom half would be lost." in view.sentences
    assert view.sentences[-1] == "If every one did, nobody would be missed: all others would still get there."
    window = {"start": view.said.start, "end": view.said.end}
    assert netmap.champions(study, "operational", "authority", **window)["reliance"].max() == 0
    table = netmap.champions(study, "operational", "authority", **window, transmission_probability=0.2)
    told = table[
        (table["reliance"] > 2 * table["se"]) & (~table["is_target"] | table["ever_cross_represented"])
    ]
    assert f"{len(told)} people each matter, if only a little" in view.sentences[-2]
    assert {each.id for each in view.single} == set(told["practitioner"])
    assert {each.certain for each in view.single} == {"nobody loses the way"}
    assert all("% fewer get there (± " in each.lost for each in view.single)


def test_those_at_two_levels_are_named_first_as_the_board_counts_them() -> None:
    study = bundled("brightwater")
    window = {"start": dt.date(2024, 7, 1), "end": dt.date(2025, 6, 30)}
    view = champions(study, **window)
    posts = study.posts.assign(
        joined=study.posts["joined"].fillna("0000"), left=study.posts["left"].fillna("9999")
    ).merge(study.zones[["zone", "level"]], on="zone")
    beside = posts.merge(posts, on="practitioner", suffixes=("", "_2")).query("level < level_2")
    first, last = beside[["joined", "joined_2"]].max(axis=1), beside[["left", "left_2"]].min(axis=1)
    inside = (first <= last) & (first <= "2025-06-30") & (last >= "2024-07-01")
    by_seats = set(beside.loc[inside, "practitioner"])
    row = netmap.class_reliance(study, "front", "board", **window).iloc[0]
    assert by_seats <= {each.id for each in view.crossed}
    assert len(view.crossed) == row["cross_represented"] == 6
    assert {each.standing for each in view.crossed} == {"at several levels at once"}
    assert [each.name for each in view.crossed] == sorted(each.name for each in view.crossed)
    assert view.sentences[0].startswith("Without everyone who sits at two levels, 0 instead of ")


def test_one_carrier_by_hand() -> None:
    study = one_way_up()
    view = champions(study, start=dt.date(2022, 1, 1), end=dt.date(2022, 12, 31))
    name = "=A1 name"
    assert view.sentences[0] == (
        f"Without {name}, 0 instead of 5 others get there if one encounter in five passes something on."
    )
    assert "Nobody is cross-represented: nobody sits at several levels at once." in view.sentences
    assert view.sentences[-1] == "If every one did, 1 person alone would cost somebody the way."
    (carrier,) = view.together
    assert carrier in view.single
    assert (carrier.id, carrier.name, carrier.agency) == (CARRIER, name, "=A1 agency")
    assert carrier.lost == carrier.certain == "no other gets there any more"
    assert carrier.instead[0].startswith("Nobody else carries for these agencies: ")
    assert carrier.instead[1] == "In =Board, <u>chair</u> could carry as well."


def test_one_person_with_the_chains_through_them() -> None:
    study = one_way_up()
    window = {"start": dt.date(2022, 1, 1), "end": dt.date(2022, 12, 31)}
    sheet = champions(study, selected=NodeRef("person", CARRIER), **window).sheet
    assert sheet is not None
    assert sheet.passing == 5
    assert len(sheet.chains) == 5
    for chain in sheet.chains:
        assert [step.date.isoformat() for step in chain.steps] == ["2022-01-05", "2022-01-20"]
        assert chain.steps[0].taker == chain.steps[1].giver == "=A1 name (=A1 agency)"
        assert chain.arrival == dt.date(2022, 1, 20)
    other = champions(study, selected=NodeRef("person", "chair"), **window).sheet
    assert other is not None
    assert other.passing == 0


def test_those_who_carry_alone_stand_by_name_not_by_rank() -> None:
    view = champions(netmap.simulate(seed=3))
    assert len(view.single) > 3
    names = [(each.name, each.id) for each in view.single]
    assert names == sorted(names)


def test_the_board_reads_no_name_and_no_small_number() -> None:
    study = one_way_up()
    year = {"start": dt.date(2022, 1, 1), "end": dt.date(2022, 12, 31)}
    board = Principal("a member of the board", BOARD)
    sentences = learning(study, principal=board, **year).sentences
    assert sentences[-1] == (
        "Fewer than five people are enough: without them at most half would still get there."
    )
    for text in sentences:
        assert not any(f"{name} name" in text for name in HOSTILE)
    for ask, more in (
        (champions, {}),
        (learning, {"view": "people"}),
        (learning, {"selected": NodeRef("person", CARRIER)}),
        (zones, {"view": "people"}),
    ):
        with pytest.raises(NotAllowedError):
            ask(study, principal=board, **more)


def test_nothing_to_rest_on_anybody_is_said() -> None:
    assert champions(bundled("emon")).said.empty
    assert champions(bundled("riverside"), way="sideways").sentences == ()
    nobody = champions(one_way_up(), start=dt.date(2022, 1, 1), end=dt.date(2022, 1, 10)).sentences
    assert nobody == ("Nobody gets from “=low” to “<b>high</b>” in this window, so it rests on nobody.",)
    with pytest.raises(NotFoundError, match="nobody"):
        champions(bundled("riverside"), selected=NodeRef("person", "nobody"))


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_place_is_left_open(language: str) -> None:
    view = champions(one_way_up(), language, selected=NodeRef("person", CARRIER))
    assert view.sheet is not None
    said = [*view.sentences, *view.sheet.instead, *(text for fact in view.sheet.facts for text in fact)]
    for each in view.single:
        said += [each.standing, each.lost, each.certain, each.roles, *each.instead]
    assert not any("{" in text for text in said)


def deputy_on_two_zones() -> netmap.Study:
    """A deputy of the middle sits on the board and in the locality; two of the low level depend on it."""
    met = {"m1": "ab", "m2": "bc", "m3": "abe"}
    return tables(
        agencies=[{"agency": each} for each in "NSW"],
        levels=[{"level": name, "rank": rank} for rank, name in enumerate(("low", "mid", "high"))],
        practitioners=[
            {"practitioner": who, "agency": agency, "level": level}
            for who, agency, level in (
                ("a", "N", "low"),
                ("b", "S", "mid"),
                ("c", "W", "high"),
                ("d", "W", "high"),
                ("e", "N", "low"),
            )
        ],
        posts=[
            {"practitioner": "b", "zone": "board", "joined": "2020-02-01"},
            {"practitioner": "b", "zone": "loc", "joined": "2020-01-01"},
        ],
        zones=[{"zone": "board", "level": "high"}, {"zone": "loc", "level": "low"}],
        meetings=[
            {"meeting": "m1", "zone": "loc", "date": "2020-05-10"},
            {"meeting": "m2", "zone": "board", "date": "2020-06-10"},
            {"meeting": "m3", "zone": "loc", "date": "2020-07-10"},
        ],
        attendance=[{"meeting": m, "practitioner": who} for m, there in met.items() for who in there],
    )


def test_advice_names_nobody_who_would_lose_the_way() -> None:
    view = champions(deputy_on_two_zones(), from_level="low", to_level="high")
    (deputy,) = [each for each in view.single if each.id == "b"]
    said = " ".join(deputy.instead)
    assert "In board, c could carry as well." in said
    assert "In loc, nobody else is there who could carry." in said
    assert view.sentences[-1] == "If every one did, 1 person alone would cost somebody the way."


def test_whoever_only_ends_a_path_is_no_carrier() -> None:
    study = one_way_up()
    window = {"start": dt.date(2022, 1, 1), "end": dt.date(2022, 12, 31)}
    table = netmap.champions(study, "<b>low</b>", "a,b", **window).set_index("practitioner")
    assert table.loc["chair", "reliance"] == 1
    assert "chair" not in {each.id for each in champions(study, **window).single}


def test_under_chance_counts_are_means_and_the_rule_is_said() -> None:
    study, rule = one_way_up(), {"transmission_probability": 0.2, "replicates": 64}
    answer = asked(of_champions.QUESTION, study, **rule)
    assert answer.method is not None
    assert "(p = 0.2), over 64 simulated runs (seed 0" in rule_text(answer.method, ENGLISH)
    covering = netmap.covering_set(study, "<b>low</b>", "a,b", "2021-12-21", "2022-12-20", **rule).iloc[-1]
    first = of_champions.QUESTION.sentences(answer.facts, ENGLISH)[0]
    assert first.startswith(f"Without =A1 name, 0 instead of {covering['reached']:.0f} others get there")
    for question in (of_paths.QUESTION, of_zones.QUESTION):
        told = asked(question, study, **rule)
        assert question.sentences(told.facts, ENGLISH)


@pytest.mark.parametrize(
    ("others", "said"), [(9, "No people were found"), (10, "It does not rest on a few: no ten")]
)
def test_no_ten_are_spoken_of_only_where_there_are_ten(others: int, said: str) -> None:
    """So many of the front line sit with the board: nobody carries for anybody else."""
    people = [f"p{n}" for n in range(others)]
    study = tables(
        levels=[{"level": "front", "rank": 0}, {"level": "board", "rank": 1}],
        agencies=[{"agency": "a"}],
        practitioners=[
            *({"practitioner": name, "agency": "a", "level": "front"} for name in people),
            {"practitioner": "=B", "agency": "a", "level": "board"},
        ],
        zones=[{"zone": "z"}],
        meetings=[
            {"meeting": day, "zone": "z", "date": day} for day in ("2022-02-01", "2022-03-01", "2022-04-01")
        ],
        attendance=[
            {"meeting": day, "practitioner": name}
            for day in ("2022-02-01", "2022-03-01", "2022-04-01")
            for name in (*people, "=B")
        ],
    )
    window = {"start": dt.date(2022, 1, 1), "end": dt.date(2022, 12, 31)}
    for view in (champions(study, **window), learning(study, from_level="front", to_level="board", **window)):
        (told,) = [each for each in view.sentences if "without whom half would be lost" in each]
        assert told.startswith(said)
