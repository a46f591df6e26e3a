"""The work of many partnerships shared out: the same digits whoever does it, gone on with, broken off."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
import pytest

import netmap
from netmap.comparison import working_off
from netmap.library.principals import LOCAL_USER
from netmap.model.errors import ArgumentError, NotFoundError
from netmap.store.opening import open_store
from tests import shared_data
from tests.slices import first

SPANS = [("one", "2022-07-01", "2022-09-30"), ("two", "2022-10-01", "2022-12-31")]

ON_A_CLUSTER = """
import sys, netmap
from distributed import LocalCluster

if __name__ == "__main__":
    apart = sys.argv[2] == "apart"
    with LocalCluster(n_workers=2, processes=apart, threads_per_worker=1, dashboard_address=None) as cluster:
        shares = netmap.stored_partnerships(sys.argv[1])
        spans = {spans!r}
        found = netmap.compare(shares, spans, draws=19, scheduler=cluster.scheduler_address)
        print(found.table().to_csv(index=False), end="")
"""


@pytest.fixture(scope="module")
def whole() -> netmap.Study:
    return netmap.simulate(partnerships=3, people=90, agencies=20, seed=4)


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory, whole: netmap.Study) -> Path:
    path = tmp_path_factory.mktemp("national") / "national.netmap"
    with open_store(path) as opened:
        opened.create_study(LOCAL_USER, "national")
        opened.write_study(LOCAL_USER, "national", whole)
    return path


def test_one_at_a_time_from_a_store_gives_what_the_whole_study_gives(
    whole: netmap.Study, store: Path
) -> None:
    shares, names = netmap.stored_partnerships(store), ["mean_degree", "ei_agency", "reach_up"]
    assert list(shares.partnerships()) == whole.partnerships["partnership"].tolist()
    at_once = netmap.compare(whole, SPANS, names, draws=19)
    one_by_one = netmap.compare(shares, SPANS, names, draws=19, workers=2)
    pd.testing.assert_frame_equal(at_once.table(), one_by_one.table(), check_exact=True)
    assert one_by_one.origin.study_version == "1"
    assert netmap.windows(shares.outline())[["start", "end"]].equals(netmap.windows(whole)[["start", "end"]])


@pytest.mark.parametrize("processes", first(1, ["one", "apart"]))
def test_on_a_cluster_of_two_workers_the_digits_are_the_same(
    store: Path, tmp_path: Path, processes: str
) -> None:
    program = tmp_path / "on_a_cluster.py"
    program.write_text(ON_A_CLUSTER.format(spans=SPANS))
    typed = [sys.executable, program, store, processes]
    done = subprocess.run(typed, capture_output=True, text=True, check=False)
    alone = netmap.compare(netmap.stored_partnerships(store), SPANS, draws=19)
    assert done.stdout == alone.table().to_csv(index=False), done.stderr


def test_broken_off_it_goes_on_where_it_was(
    store: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    shares, told = netmap.stored_partnerships(store), []
    real, begun = working_off.draws_of, []

    def counted(study: netmap.Study, task: Any) -> Any:
        begun.append(task.partnership)
        if len(begun) == 2:
            raise KeyboardInterrupt
        return real(study, task)

    monkeypatch.setattr(working_off, "draws_of", counted)
    with pytest.raises(KeyboardInterrupt):
        netmap.compare(shares, SPANS, draws=19, keep=tmp_path)
    assert len(list(tmp_path.glob("*.npz"))) == 1
    found = netmap.compare(shares, SPANS, draws=19, keep=tmp_path, progress=lambda *each: told.append(each))
    assert begun == ["partnership_1", "partnership_2", "partnership_2", "partnership_3"]
    assert [each[:2] for each in told] == [(1, 3), (2, 3), (3, 3)]
    assert "MB)" in told[-1][2]
    monkeypatch.undo()
    again = netmap.compare(shares, SPANS, draws=19, keep=tmp_path)
    fresh = netmap.compare(shares, SPANS, draws=19)
    for result in (found, again):
        pd.testing.assert_frame_equal(result.table(), fresh.table(), check_exact=True)
        pd.testing.assert_frame_equal(result.table("mixing"), fresh.table("mixing"), check_exact=True)
        assert result.draws is not None
        assert fresh.draws is not None
        assert result.draws.equals(fresh.draws)


def test_what_was_kept_of_something_else_is_not_taken(store: Path, tmp_path: Path) -> None:
    """Another seed, a file cut off, a file with another number of draws: each is worked out anew."""
    shares = netmap.stored_partnerships(store)
    first = netmap.compare(shares, SPANS, ["mean_degree"], draws=19, keep=tmp_path).table()
    other = netmap.compare(shares, SPANS, ["mean_degree"], draws=19, keep=tmp_path, seed=1).table()
    files = sorted(tmp_path.glob("*.npz"))
    assert len(files) == 6
    assert not first["null_mean"].equals(other["null_mean"])
    files[0].write_bytes(files[0].read_bytes()[:50])
    for path in files[1:]:
        np.savez(path, seen0=np.zeros(1), drawn0=np.zeros((3, 1)), n0=np.zeros(2, np.int64))
    assert netmap.compare(shares, SPANS, ["mean_degree"], draws=19, keep=tmp_path).table().equals(first)


def test_what_was_kept_of_other_rows_under_the_same_version_is_not_taken(tmp_path: Path) -> None:
    """Files edited by hand keep the version that they name; their draws are another study's."""
    whole = shared_data.bundled("riverside")
    about = {**whole.about, "version": "1"}
    tables = {name: whole.table(name) for name in whole.tables}
    less = {**tables, "attendance": tables["attendance"].iloc[::2]}
    first, other = (netmap.Study(each, about) for each in (tables, less))
    spans = netmap.windows(first, until="2023-08-31")[-1:]
    told = [
        netmap.compare(each, spans, ["mean_degree"], draws=19, keep=tmp_path).table()
        for each in (first, other)
    ]
    alone = netmap.compare(other, spans, ["mean_degree"], draws=19).table()
    assert told[1].equals(alone)
    assert not told[0].equals(alone)


def test_what_cannot_be_done_is_told(store: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    shares = netmap.stored_partnerships(store)
    with pytest.raises(ArgumentError, match="exclude each other"):
        netmap.compare(shares, SPANS, workers=2, scheduler="tcp://127.0.0.1:1")
    monkeypatch.setitem(sys.modules, "distributed", None)
    with pytest.raises(ArgumentError, match="distributed"):
        netmap.compare(shares, SPANS, scheduler="tcp://127.0.0.1:1")
    (tmp_path / "file").write_text("")
    with pytest.raises(ArgumentError, match="none"):
        netmap.compare(shares, SPANS, keep=tmp_path / "file")
    with pytest.raises(ArgumentError, match="no store"):
        netmap.stored_partnerships("riverside")
    with pytest.raises(NotFoundError, match="national"):
        netmap.stored_partnerships(store, "another")


def test_the_command_reads_a_store_one_partnership_at_a_time(
    store: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    from netmap.cli.program import run
    from netmap.store.keeping import Store

    read, real = [], Store.read

    def noted(self: Store, asker: Any, study: str, partnership: str | None = None, **told: Any) -> Any:
        read.append(partnership)
        return real(self, asker, study, partnership, **told)

    monkeypatch.setattr(Store, "read", noted)
    typed = ["compare", str(store), "--months", "3", "--draws", "19", "--keep", str(tmp_path / "kept")]
    assert run([*typed, "--measure", "mean_degree", "--format", "csv"]) == 0
    assert capsys.readouterr().out.count("\n") == 7
    assert None not in read
    assert len(list((tmp_path / "kept").iterdir())) == 3


def greedy(megabytes: int) -> Any:
    """What works a partnership off, and takes so much more memory for the second one."""
    real = working_off.draws_of

    def drawn(study: netmap.Study, task: Any) -> Any:
        if task.partnership == "partnership_2":
            assert np.ones(megabytes * 125_000).sum() > 0
        return real(study, task)

    return drawn


@pytest.mark.skipif(sys.platform != "linux", reason="memory is bounded on Linux alone")
def test_a_worker_that_takes_too_much_is_told_and_the_others_go_on(
    store: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """600 MB beside a bound of 400: told by name, the others kept; within a bound of 1,500 it all goes on."""
    shares, said = netmap.stored_partnerships(store), []
    told: dict[str, Any] = {"draws": 19, "workers": 2, "keep": tmp_path}
    monkeypatch.setattr(working_off, "draws_of", greedy(600))
    with pytest.raises(
        ArgumentError, match=r"1 of 3 partnerships .* 400 MB for each worker: partnership_2\."
    ):
        netmap.compare(shares, SPANS, **told, memory=400, progress=lambda *each: said.append(each))
    assert said[0] == (0, 3, "2 workers, each may take 400 MB")
    assert len(list(tmp_path.glob("*.npz"))) == 2
    begun: list[str] = []
    found = netmap.compare(shares, SPANS, **told, memory=1500, progress=lambda *each: begun.append(each[2]))
    assert [each.partition(" ")[0] for each in begun[1:]] == ["partnership_2"]
    monkeypatch.undo()
    fresh = netmap.compare(shares, SPANS, draws=19)
    pd.testing.assert_frame_equal(found.table(), fresh.table(), check_exact=True)


def test_a_worker_that_is_killed_is_told_and_the_others_go_on(
    store: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As the system does where memory runs out, without a word."""
    real = working_off.draws_of

    def killed(study: netmap.Study, task: Any) -> Any:
        if task.partnership == "partnership_2":
            os._exit(9)
        return real(study, task)

    monkeypatch.setattr(working_off, "draws_of", killed)
    with pytest.raises(ArgumentError, match=r"1 of 3 partnerships .*: partnership_2"):
        netmap.compare(netmap.stored_partnerships(store), SPANS, draws=19, workers=2, keep=tmp_path)
    assert len(list(tmp_path.glob("*.npz"))) == 2


@pytest.mark.parametrize(
    ("told", "why"), [({"memory": 100}, "two of them"), ({"workers": 2, "memory": 0}, "from 1")]
)
def test_a_bound_that_bounds_nothing_is_refused(store: Path, told: dict[str, int], why: str) -> None:
    with pytest.raises(ArgumentError, match=why):
        netmap.compare(netmap.stored_partnerships(store), SPANS, draws=19, **told)


GREEDY = """
import numpy as np
from netmap.comparison import working_off

known = getattr(working_off, "known", working_off.draws_of)
working_off.known = known

def drawn(study, task):
    if task.partnership == "partnership_2":
        held = [np.ones(12_500_000) for _ in range(30)]
        import time; time.sleep(60)
    return known(study, task)

working_off.draws_of = drawn  # a worker may read this twice
"""

ON_A_BOUNDED_CLUSTER = """
import sys, dask, netmap
from distributed import LocalCluster

if __name__ == "__main__":
    dask.config.set({{"distributed.scheduler.allowed-failures": 0}})
    more = dict(threads_per_worker=1, dashboard_address=None, memory_limit="1000MB", preload=sys.argv[2])
    with LocalCluster(n_workers=2, processes=True, **more) as cluster:
        shares = netmap.stored_partnerships(sys.argv[1])
        for memory in (900, 1000):
            try:
                told = dict(draws=19, scheduler=cluster.scheduler_address, keep=sys.argv[3], memory=memory)
                netmap.compare(shares, {spans!r}, **told, progress=lambda *each: print(*each))
            except netmap.NetmapError as error:
                print(error)
"""


@pytest.mark.soak
def test_a_dask_worker_is_held_by_its_nanny(store: Path, tmp_path: Path) -> None:
    """3,000 MB in a worker of 1,000: its nanny ends it, which is told; the others are kept."""
    for name, text in (("greedy.py", GREEDY), ("program.py", ON_A_BOUNDED_CLUSTER.format(spans=SPANS))):
        (tmp_path / name).write_text(text)
    typed = [sys.executable, tmp_path / "program.py", store, tmp_path / "greedy.py", tmp_path / "kept"]
    done = subprocess.run(typed, capture_output=True, text=True, check=False)
    lines = done.stdout.splitlines()
    assert any("may take 1000 MB, more than 900 MB" in line for line in lines), done.stderr
    assert "0 3 2 workers, each may take 1,000 MB" in lines
    assert "1 of 3 partnerships could not be worked off" in lines[-1], done.stderr
    assert "partnership_2" in lines[-1]
    assert len(list((tmp_path / "kept").glob("*.npz"))) == 2
