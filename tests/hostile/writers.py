"""Whoever changes a study over HTTP, in every way there is."""

from __future__ import annotations

from dataclasses import dataclass
from random import Random
from typing import Any

import httpx

from tests.questions.stores import ANN, BOARD, BOB, DORA

HERE = "/api/v1/studies/ours"
DEEDS = ("sitting", "add", "edit", "remove", "undo", "import", "study")


@dataclass(frozen=True, slots=True)
class Change:
    """A request that changes something; it may be sent again as it is."""

    deed: str
    address: str
    body: dict[str, Any] | None = None
    file: bytes = b""


def trusted(client: httpx.Client) -> dict[str, str]:
    """The headers of a page of the service."""
    told = client.get("/api/v1/session").raise_for_status().json()
    return {told["header"]: told["token"]}


def change_of(client: httpx.Client, deed: str, rng: Random) -> Change:
    """Something to be done; what it is done to is looked up."""
    key = f"{rng.getrandbits(100):x}".zfill(25)
    if deed == "sitting":
        day = f"20{rng.randint(10, 23)}-{rng.randint(1, 12):02d}-{rng.randint(1, 28):02d}"
        marks = [{"person": each} for each in (ANN, BOB, DORA) if rng.random() < 0.6] or [{"person": ANN}]
        return Change(
            deed,
            f"{HERE}/attendance",
            {"key": key, "zone": BOARD, "date": day, "marks": marks, "again": True},
        )
    if deed == "add":
        return Change(
            deed, f"{HERE}/records", {"key": key, "table": "zones", "values": {"name": f"=zone {key}"}}
        )
    if deed in ("edit", "remove"):
        rows = client.get(f"{HERE}/records", params={"table": "zones"}).raise_for_status().json()["rows"]
        row = rng.choice(rows)
        body = {"key": key, "table": "zones", "row": row["row"], "version": row["version"]}
        more: dict[str, Any] = {"remove": True} if deed == "remove" else {"values": {"name": f"a,b {key}"}}
        return Change(deed, f"{HERE}/records", {**body, **more})
    if deed == "undo":
        changes = client.get(f"{HERE}/changes").raise_for_status().json()["changes"]
        late = [each["number"] for each in changes[:-1] if each["stands"]] or [0]
        return Change(deed, f"{HERE}/undo", {"change": rng.choice(late), "keep_later": rng.random() < 0.5})
    if deed == "import":
        lines = "".join(f"Person {key} {n},person {n}\n" for n in range(30))
        return Change(deed, f"{HERE}/imports?name=people.csv", file=f"Name,Job\n{lines}".encode())
    return Change(deed, "/api/v1/studies", {"name": f"study {key}"})


def sent(client: httpx.Client, change: Change, headers: dict[str, str]) -> httpx.Response:
    """Send a change; a file is uploaded, then taken in."""
    if change.body is not None:
        return client.post(change.address, json=change.body, headers=headers)
    binary = {**headers, "content-type": "application/octet-stream"}
    found = client.post(change.address, content=change.file, headers=binary)
    if found.status_code != 200:
        return found
    told = found.json()
    taken = {"upload": told["upload"], "token": told["token"], "take_good": True}
    return client.post(f"{HERE}/imports/commit", json=taken, headers=headers)
