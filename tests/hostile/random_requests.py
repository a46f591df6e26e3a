"""Requests at random over the whole description of the interface: answered or refused in words."""

from __future__ import annotations

import asyncio
import json
import logging
import sys
import tempfile
from collections import Counter
from pathlib import Path
from random import Random
from typing import Any
from urllib.parse import quote

import httpx

from netmap.api import build_api
from netmap.library.study_library import StudyLibrary
from tests.own_loop import finished
from tests.questions.stores import ANN, BOARD, store_at

PLAIN: tuple[Any, ...] = (
    "ours",
    "zones",
    ANN,
    BOARD,
    "2024-03-05",
    "2024",
    "person",
    "en",
    "it",
    0,
    1,
    30,
    0.5,
)
ODD: tuple[Any, ...] = (
    "", " ", "=1+1", "a\0b", "\ud800", "<b>x</b>", "x" * 3_000, "../../etc/passwd", "%00", "9999-12-31",
    "0000-00-00", "1e400", "nan", "-1", -1, 2**63, 2**200, 1.5, True, None, [], [None], [[]], {}, {"a": {}},
    "Č-12", "'; DROP TABLE zones;--", "{name}", "$where",
)  # fmt: skip


def run(folder: Path, count: int, seed: int) -> dict[str, Any]:
    """Send so many requests to a small store, each kind at least once; the answers and every fault."""
    rng, counts, wrong = Random(seed), Counter[str](), list[str]()
    app = build_api(StudyLibrary([store_at(folder / "ours.netmap")]))
    operations = [
        (path, method, told)
        for path, methods in app.openapi()["paths"].items()
        for method, told in methods.items()
    ]
    count, heard = max(count, len(operations)), Heard()
    logging.getLogger().addHandler(heard)
    try:
        finished(lambda: _send(app, operations, rng, count, counts, wrong))
    finally:
        logging.getLogger().removeHandler(heard)
    wrong += [f"logged: {line}" for line in heard.lines]
    seen = {name.partition(": ")[0] for name in counts}
    wrong += [
        f"never asked: {method} {path}" for path, method, _ in operations if f"{method} {path}" not in seen
    ]
    by_status = Counter[str]()
    for name, n in counts.items():
        by_status[f"answered {name.rpartition(' ')[2]}"] += n
    return {"requests": count, "operations": len(operations), **by_status, "faults": wrong}


class Heard(logging.Handler):
    """What is logged as a warning or worse."""

    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.lines: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        """Keep a line."""
        self.lines.append(record.getMessage()[:200])


async def _send(
    app: Any, operations: list[Any], rng: Random, count: int, counts: Counter[str], wrong: list[str]
) -> None:
    transport = httpx.ASGITransport(app, raise_app_exceptions=False)
    async with httpx.AsyncClient(transport=transport, base_url="http://127.0.0.1") as client:
        told = (await client.get("/api/v1/session")).json()
        headers = {told["header"]: told["token"]}
        for turn in range(count):
            path, method, operation = operations[turn % len(operations)]
            address, more = _asked(path, operation, rng)
            answer = await asyncio.wait_for(
                client.request(method.upper(), address, headers=headers | more.pop("headers", {}), **more),
                120,
            )
            counts[f"{method} {path}: {answer.status_code}"] += 1
            if fault := _fault(answer):
                wrong.append(f"{method} {address[:300]} {str(more)[:300]}: {fault}")


def _fault(answer: httpx.Response) -> str:
    """What is wrong with an answer; nothing where it is one, or a refusal in our own words."""
    if answer.status_code >= 500:
        return f"{answer.status_code} {answer.text[:200]}"
    if "Traceback" in answer.text:
        return "a traceback"
    if answer.status_code >= 400:
        try:
            error = answer.json()["error"]
        except (ValueError, KeyError, TypeError):
            return f"no error of ours: {answer.text[:200]}"
        return "" if error["code"] and error["message"] else "an error without words"
    return ""


def _asked(path: str, operation: dict[str, Any], rng: Random) -> tuple[str, dict[str, Any]]:
    """An address and what goes with it, each part usual or odd."""
    study = "ours" if rng.random() < 0.9 else str(_value(rng, {}))
    address = path.replace("{study}", quote(study.encode("utf-8", "replace"), safe=""))
    query = []
    for each in operation.get("parameters", ()):
        if each["in"] == "query" and (each.get("required") or rng.random() < 0.08):
            value = _value(rng, each.get("schema", {}))
            query.append(f"{each['name']}={quote(str(value).encode('utf-8', 'replace'))}")
    more: dict[str, Any] = {}
    body = operation.get("requestBody", {}).get("content", {})
    if "application/json" in body:
        sent = _of_schema(rng, body["application/json"]["schema"], 0)
        text = json.dumps(sent if rng.random() < 0.95 else rng.choice(ODD))
        more = {"content": text.encode(), "headers": {"content-type": "application/json"}}
    elif body:
        more = {
            "content": rng.choice((b"", b"Name\nAnn\n", b"PK\x03\x04", rng.randbytes(300), b"a,b\n" * 500))
        }
    return f"{address}?{'&'.join(query)}" if query else address, more


def _value(rng: Random, schema: dict[str, Any]) -> Any:
    """Mostly something that a schema takes, as far as that can be told."""
    if rng.random() < 0.25:
        return rng.choice(ODD)
    if "enum" in schema:
        return rng.choice(schema["enum"])
    if schema.get("format") == "date":
        return f"20{rng.randint(22, 25)}-0{rng.randint(1, 9)}-{rng.randint(10, 28)}"
    if schema.get("type") == "integer":
        return rng.randint(1, 40)
    return rng.choice(PLAIN)


def _of_schema(rng: Random, schema: dict[str, Any], depth: int) -> Any:
    """Something of a schema, or in its place something odd."""
    if depth > 4 or rng.random() < 0.06:
        return rng.choice(ODD)
    schema = rng.choice(schema.get("anyOf", [schema]))
    kind = schema.get("type")
    if kind == "object" and "properties" in schema:
        required = schema.get("required", ())
        parts = schema["properties"].items()
        return {
            name: _of_schema(rng, part, depth + 1)
            for name, part in parts
            if name in required or rng.random() < 0.7
        }
    if kind == "object":
        return {str(_value(rng, {})): _value(rng, {}) for _ in range(rng.randrange(3))}
    if kind == "array":
        return [_of_schema(rng, schema.get("items", {}), depth + 1) for _ in range(rng.randrange(3))]
    simple = {"integer": rng.choice((0, 1, 2, 3, -1, 2**60)), "boolean": rng.random() < 0.5, "null": None}
    if kind in simple:
        return simple[kind]
    return f"key {rng.getrandbits(60)}" if rng.random() < 0.3 else _value(rng, schema)


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as folder:
        print(json.dumps(run(Path(folder), int(sys.argv[1]), int(sys.argv[2])), indent=1))
