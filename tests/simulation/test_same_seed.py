"""The same seed gives the same study, the same bytes, whatever the number of processes."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

import netmap
from netmap.simulation.plan import SimulationPlan
from netmap.simulation.written_world import write_simulation

SMALL = SimulationPlan(partnerships=3, months=7)


def files(folder: Path) -> dict[str, bytes]:
    return {str(path.relative_to(folder)): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def test_bytes_do_not_depend_on_processes(tmp_path: Path) -> None:
    for processes in (1, 2):
        write_simulation(tmp_path / str(processes), SMALL, seed=5, processes=processes)
    assert files(tmp_path / "1") == files(tmp_path / "2")


def test_another_seed_gives_another_study(tmp_path: Path) -> None:
    for seed in (0, 1):
        write_simulation(tmp_path / str(seed), SMALL, seed=seed)
    one, other = files(tmp_path / "0"), files(tmp_path / "1")
    assert one.keys() == other.keys()
    assert one["contacts.csv"] != other["contacts.csv"]


def test_what_is_written_is_what_is_simulated(tmp_path: Path) -> None:
    rows = write_simulation(tmp_path / "study", SMALL, seed=5)
    read, made = netmap.read_study(tmp_path / "study"), netmap.simulate(SMALL, seed=5)
    assert rows == {name: len(frame) for name, frame in made.tables.items()}
    assert read.tables.keys() == made.tables.keys()
    for name, frame in made.tables.items():
        assert read.tables[name].equals(frame[list(read.tables[name])]), name


def test_a_simulated_study_survives_writing_and_reading(tmp_path: Path) -> None:
    made = netmap.simulate(SMALL, seed=5)
    read = netmap.read_study(netmap.write_study(made, tmp_path / "study.zip"))
    assert read.about["simulation"]["seed"] == 5
    assert read.contacts.equals(made.contacts)


def test_a_partnership_does_not_depend_on_those_after_it() -> None:
    few, many = (netmap.simulate(SMALL, seed=5, partnerships=n, p3=0.0, p3b=0.0) for n in (1, 2))
    people = few.practitioners["practitioner"].tolist()
    assert many.practitioners["practitioner"].tolist()[: len(people)] == people


def test_the_global_generator_is_left_alone() -> None:
    before = np.random.get_state()[1].tolist()
    netmap.simulate(SMALL, seed=5, partnerships=1)
    assert np.random.get_state()[1].tolist() == before


def test_a_folder_that_holds_something_is_refused(tmp_path: Path) -> None:
    (tmp_path / "mine.csv").write_text("agency\n")
    with pytest.raises(netmap.ArgumentError, match="not empty"):
        write_simulation(tmp_path, SMALL)
    with pytest.raises(netmap.ArgumentError, match="not there"):
        write_simulation(tmp_path / "no" / "where", SMALL)
    assert [path.name for path in tmp_path.iterdir()] == ["mine.csv"]


def test_progress_is_told(tmp_path: Path) -> None:
    told: list[tuple[int, int]] = []
    write_simulation(tmp_path / "study", SMALL, progress=lambda done, total, what: told.append((done, total)))
    assert told == [(1, 3), (2, 3), (3, 3)]


def test_nothing_is_left_of_a_simulation_that_was_stopped(tmp_path: Path) -> None:
    def stop(done: int, total: int, what: str) -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        write_simulation(tmp_path / "study", SMALL, progress=stop)
    assert list(tmp_path.iterdir()) == []
