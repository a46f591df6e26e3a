"""Pajek and UCINET DL: ids, ties, relations and strengths."""

from __future__ import annotations

import re
from collections.abc import Iterator

from netmap.model.errors import ArgumentError
from netmap.model.i18n import N_
from netmap.network_files.plain_network import MUTUAL, Node, PlainNetwork, Tie

BAD_LINE = N_("Line {line} of the file is not understood: “{text}”")

OTHER_COUNT = N_("The file says that it has {said} actors, and names {found}; give each a line below LABELS:")

_UNHELD = re.compile(r'[\x00-\x1f\x7f\x85\u2028\u2029&"\\]')
_CODED = re.compile(r"&#(\d{1,7});")
_VERTEX = re.compile(r'\s*(\d+)(?:\s+(?:"([^"]*)"|(\S+)))?')
_SECTION = re.compile(r'\*(arcs|edges)(?:\s*:\d+)?(?:\s+"([^"]*)")?\s*', re.IGNORECASE)
_VERTICES = re.compile(r"\*vertices\s+(\d{1,7})\s*", re.IGNORECASE)
_DL = re.compile(r"dl\s+n\s*=\s*(\d+)(?:[\s,]+nm\s*=\s*\d+)?[\s,]+format\s*=\s*edgelist1\s*")
_TITLE = re.compile(r"\*network\b", re.IGNORECASE)


def quoted(text: str) -> str:
    """A text between quotation marks; characters that would end it are written as Pajek writes them.

    Example:
        >>> print(quoted('the "old" board'))
        "the &#34;old&#34; board"
    """
    return '"' + _UNHELD.sub(lambda found: f"&#{ord(found[0])};", text) + '"'


def unquoted(text: str) -> str:
    """The text that was quoted.

    Example:
        >>> unquoted("&#268;-12")
        'Č-12'
    """
    return _CODED.sub(lambda found: chr(int(found[1])) if int(found[1]) < 0x110000 else found[0], text)


def _by_relation(network: PlainNetwork) -> dict[str, list[Tie]]:
    found: dict[str, list[Tie]] = {}
    for tie in network.ties:
        found.setdefault(tie.cells.get("relation", ""), []).append(tie)
    return found


def pajek(network: PlainNetwork) -> bytes:
    """A network as Pajek's .net: a section for each relation, directed ties as arcs, mutual ones as edges."""
    place = {node.id: number for number, node in enumerate(network.nodes, 1)}
    lines = [f"*Vertices {len(place)}", *(f"{number} {quoted(id_)}" for id_, number in place.items())]
    for number, (relation, ties) in enumerate(_by_relation(network).items(), 1):
        for section, mutual in (("*Arcs", False), ("*Edges", True)):
            rows = [_numbered(tie, place) for tie in ties if tie.mutual == mutual]
            if rows:
                lines += [f"{section} :{number} {quoted(relation)}" if relation else section, *rows]
    return ("\n".join(lines) + "\n").encode()


def _numbered(tie: Tie, place: dict[str, int]) -> str:
    return " ".join((str(place[tie.source]), str(place[tie.target]), *_strength(tie)))


def _strength(tie: Tie) -> list[str]:
    """The strength of a tie, where it is known."""
    return [tie.cells["strength"]] if "strength" in tie.cells else []


def from_pajek(data: bytes, sort: str) -> PlainNetwork:
    """The network of a Pajek file; its actors are all of one sort, and called by number where not by name.

    Read are vertices, arcs and edges. A matrix, lists of arcs, a partition or two modes are refused.
    """
    ids: dict[str, str] = {}
    ties: list[Tie] = []
    section: re.Match[str] | None = None
    for number, line in _lines(data):
        if line.startswith("*"):
            section = _SECTION.fullmatch(line)
            if found := _VERTICES.fullmatch(line):
                ids = {str(place): str(place) for place in range(1, int(found[1]) + 1)}
            elif section is None and not _TITLE.match(line):
                raise ArgumentError(BAD_LINE, line=number, text=line[:80])
        elif section is None:
            found = _VERTEX.match(line)
            if found is None or found[1] not in ids:
                raise ArgumentError(BAD_LINE, line=number, text=line[:80])
            ids[found[1]] = unquoted(found[2] or found[3] or found[1])
        else:
            cells = {"direction": MUTUAL} if section[1].casefold() == "edges" else {}
            ties.append(_tie(line, number, ids, unquoted(section[2] or ""), cells))
    return PlainNetwork(tuple(Node(id_, sort) for id_ in ids.values()), tuple(ties))


def _tie(line: str, number: int, ids: dict[str, str], relation: str, cells: dict[str, str]) -> Tie:
    parts = line.split()
    if len(parts) < 2 or any(end not in ids for end in parts[:2]):
        raise ArgumentError(BAD_LINE, line=number, text=line[:80])
    told = {"relation": relation, "strength": parts[2] if len(parts) > 2 else ""}
    return Tie(ids[parts[0]], ids[parts[1]], {**{name: text for name, text in told.items() if text}, **cells})


def _lines(data: bytes) -> Iterator[tuple[int, str]]:
    text = data.decode("utf-8-sig", "replace").replace("\r\n", "\n").replace("\r", "\n")
    for number, line in enumerate(text.split("\n"), 1):
        if line.strip() and not line.lstrip().startswith("%"):
            yield number, line.strip()


def dl(network: PlainNetwork) -> bytes:
    """A network as UCINET's DL, edge lists of numbered nodes; a mutual tie stands in both directions."""
    place = {node.id: number for number, node in enumerate(network.nodes, 1)}
    relations = _by_relation(network) or {"": []}
    lines = [f"DL N={len(place)} NM={len(relations)} FORMAT=EDGELIST1", "LABELS:", *map(quoted, place)]
    if list(relations) != [""]:
        lines += ["MATRIX LABELS:", *map(quoted, relations)]
    lines.append("DATA:")
    for number, ties in enumerate(relations.values()):
        lines += ["!"] if number else []
        for tie in ties:
            ends = ((tie.source, tie.target), (tie.target, tie.source))
            lines += [
                " ".join((str(place[a]), str(place[b]), *_strength(tie))) for a, b in ends[: 1 + tie.mutual]
            ]
    return ("\n".join(lines) + "\n").encode()


def from_dl(data: bytes, sort: str) -> PlainNetwork:
    """The network of a DL file in the format edgelist1 with labels; its actors are all of one sort."""
    ids: dict[str, str] = {}
    relations: list[str] = []
    ties: list[Tie] = []
    part, block, actors = "", 0, ""
    for number, line in _lines(data):
        head = line.casefold()
        if not actors:
            told = _DL.fullmatch(head)
            if told is None:
                raise ArgumentError(BAD_LINE, line=number, text=line[:80])
            actors = told[1]
        elif head in ("labels:", "matrix labels:", "data:"):
            part = head
        elif part == "labels:":
            ids[str(len(ids) + 1)] = unquoted(line.strip('"'))
        elif part == "matrix labels:":
            relations.append(unquoted(line.strip('"')))
        elif part == "data:" and line == "!":
            block += 1
        elif part == "data:":
            ties.append(_tie(line, number, ids, relations[block] if block < len(relations) else "", {}))
        else:
            raise ArgumentError(BAD_LINE, line=number, text=line[:80])
    if str(len(ids)) != actors:
        raise ArgumentError(OTHER_COUNT, said=actors or "0", found=len(ids))
    return PlainNetwork(tuple(Node(id_, sort) for id_ in ids.values()), tuple(ties))
