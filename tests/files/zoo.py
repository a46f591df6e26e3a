"""Files that nobody should have to take in, each with the reason for which it is refused."""

from __future__ import annotations

import gzip
import zipfile
from collections.abc import Callable
from functools import partial

from tests.files import zoo_parts as made

TABLE = b"name,agency\nAnn,North\nBob,South\n"
GOOD_ROW = "<row>" + made.inline("A1", "name") + "</row>"


def text_files() -> dict[str, tuple[str, bytes]]:
    wide = ",".join(["a"] * 3_000).encode()
    return {
        "empty.csv": ("empty-file", b""),
        "blank.csv": ("no-tables", b"\n \n\t\n" * 20),
        "only-commas.csv": ("no-tables", b",,,,\n" * 20_000),
        "only-returns.txt": ("no-tables", b"\r" * 50_000),
        "zero-bytes.csv": ("zero-bytes", b"name\nAnn\0\n"),
        "marked-utf16-with-zeros.csv": ("zero-bytes", "name\n\0\n".encode("utf-16")),
        "cut-utf16.csv": ("not-text", "name\nAnn\n".encode("utf-16")[:-1]),
        "no-encoding.csv": ("not-text", b"name\n" + bytes([0x81, 0x8D, 0xFF]) * 500),
        "million-columns.csv": ("long-line", b"a," * 1_000_000),
        "three-thousand-columns.csv": ("too-many-columns", wide + b"\n" + wide),
        "one-endless-line.csv": ("long-line", b"x" * 8_000_000),
        "enormous-cell.csv": ("long-cell", b"name,note\nAnn," + b"x" * 60_000 + b"\n"),
        "cell-of-quotes.csv": ("long-cell", b"name\n" + b'"' * 400_000 + b"\n"),
        "endless-quote.csv": ("broken-csv", b'name,note\nAnn,"never closed\n' + b"Bob,x\n" * 300_000),
        "quote-to-the-end.csv": ("broken-csv", b'name,note\nAnn,"never closed\nBob,x\n'),
        "quote-closed-late.csv": ("broken-csv", b'name,note\nAnn,"opened\nBob,"x" y\n'),
    }


def disguises() -> dict[str, tuple[str, bytes]]:
    magic = {
        "pdf": b"%PDF-1.7 ...",
        "png": b"\x89PNG\r\n\x1a\n" + b"\0" * 50,
        "jpeg": b"\xff\xd8\xff\xe0JFIF",
        "gif": b"GIF89a" + b"\0" * 20,
        "program": b"MZ\x90\0\3\0\0\0",
        "elf": b"\x7fELF\2\1\1" + b"\0" * 30,
        "gzip": gzip.compress(TABLE),
        "bzip2": b"BZh91AY&SY",
        "xz": b"\xfd7zXZ\x00\x00",
        "zstd": b"\x28\xb5\x2f\xfd\x04\x00",
        "sqlite": b"SQLite format 3\x00" + b"\0" * 80,
        "parquet": b"PAR1\x15\x04",
        "pickle": b"\x80\x04\x95\x10\0\0\0\0\0\0\0\x8c\x02os\x94",
        "rtf": b"{\\rtf1\\ansi}",
        "web-page": b"\n  <!DOCTYPE html><table><tr><td>Ann</td></tr></table>",
        "bare-table": b"<table><tr><td>Ann</td></tr></table>",
        "xml": b'<?xml version="1.0"?><a/>',
        "svg": b"<svg onload='alert(1)'/>",
        "workbook": made.workbook(GOOD_ROW),
    }
    files = {f"{name}.csv": ("disguised", data) for name, data in magic.items()}
    return files | {
        "text.xlsx": ("disguised", TABLE),
        "web-page.xlsx": ("disguised", b"<html><table></table></html>"),
        "7-zip.zip": ("disguised", b"7z\xbc\xaf\x27\x1c\0\4"),
        "rar.zip": ("disguised", b"Rar!\x1a\7\0"),
        "old.xls": ("damaged", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600),
        "locked.xlsx": ("locked-or-old", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600),
        "report.pdf": ("not-a-table", b"%PDF-1.4"),
        "table.ods": ("damaged", made.zipped(("content.xml", b"<a/>"))),
        "letter.docx.xlsx": ("no-workbook", made.zipped(("word/document.xml", b"<a/>"))),
        "no-suffix": ("unknown-suffix", TABLE),
    }


def archives() -> dict[str, tuple[str, bytes]]:
    one = made.zipped(("a.csv", TABLE))
    many = ((f"{n}.csv", b"a\n") for n in range(2_100))
    return {
        "cut.zip": ("damaged", one[:-30]),
        "start-only.zip": ("damaged", b"PK\x03\x04"),
        "nothing-in-it.zip": ("no-tables", made.zipped()),
        "no-table-in-it.zip": ("no-tables", made.zipped(("readme.md", b"# hello"))),
        "zeros.zip": ("packed-too-tight", made.zipped(("a.csv", b"\0" * 20_000_000))),
        "many-entries.zip": ("too-many-entries", made.zipped(*many, method=zipfile.ZIP_STORED)),
        "outside.zip": ("outside-path", made.zipped(("../../outside.csv", TABLE))),
        "outside-inside.zip": ("outside-path", made.zipped(("a/../../b.csv", TABLE))),
        "rooted.zip": ("outside-path", made.zipped(("/etc/a.csv", TABLE))),
        "drive.zip": ("outside-path", made.zipped(("C:\\a.csv", TABLE))),
        "backslashes.zip": ("outside-path", made.zipped(("..\\..\\a.csv", TABLE))),
        "link.zip": ("link", made.zipped(made.link_to("/etc/passwd"))),
        "nested.zip": ("nested-archive", made.zipped(("inner.zip", one))),
        "nested-and-renamed.zip": ("disguised", made.zipped(("inner.csv", one))),
        "nested-without-suffix.zip": ("nested-archive", made.zipped(("inner", one))),
        "nested-gzip.zip": ("nested-archive", made.zipped(("a.csv.gz", gzip.compress(TABLE)))),
        "locked.zip": ("encrypted", made.flagged(one)),
        "lzma.zip": ("damaged-entry", made.zipped(("a.csv", TABLE), method=zipfile.ZIP_LZMA)),
        "overlapping.zip": ("overlapping", made.overlapping()),
        "wrong-sum.zip": ("damaged-entry", made.with_bad_sum(one)),
        "wrong-size.zip": ("damaged-entry", made.with_size(one, 5)),
        "claims-a-gigabyte.zip": ("unpacks-too-large", made.with_size(one, 1_000_000_000)),
        "bad-csv-inside.zip": ("broken-csv", made.zipped(("a.csv", b'name\n"Ann\n'))),
    }


def workbooks() -> dict[str, tuple[str, bytes]]:
    deep = "<a>" * 50_000
    long = "x" * 49_000
    shared = '<c t="s"><v>0</v></c>'
    several = "".join(f"<si><t>{n} {'lorem ipsum dolor' * 60}{n * n}</t></si>" for n in range(22_000))
    with_strings = partial(made.workbook, strings=made.strings(f"<si><t>{long}</t></si>"))
    return {
        "cut.xlsx": ("damaged", made.workbook(GOOD_ROW)[:-40]),
        "no-cells.xlsx": ("no-tables", made.workbook()),
        "no-book.xlsx": ("no-workbook", made.workbook(GOOD_ROW, book=None)),
        "no-links.xlsx": ("no-workbook", made.workbook(GOOD_ROW, links=None)),
        "link-outside.xlsx": ("no-tables", made.workbook(GOOD_ROW, links=made.links("../../../etc/passwd"))),
        "link-to-the-net.xlsx": (
            "no-tables",
            made.workbook(GOOD_ROW, links=made.links("http://127.0.0.1/", "External")),
        ),
        "laughs-in-sheet.xlsx": ("entities", made.workbook(sheet=made.sheet(GOOD_ROW, made.LAUGHS))),
        "laughs-in-strings.xlsx": ("entities", made.workbook(strings=made.strings("", made.LAUGHS))),
        "laughs-in-book.xlsx": ("entities", made.workbook(GOOD_ROW, book=made.book(before=made.LAUGHS))),
        "entity-outside.xlsx": ("entities", made.workbook(sheet=made.sheet(GOOD_ROW, made.OUTSIDE))),
        "nested-deeply.xlsx": ("nested-deeply", made.workbook(sheet=made.sheet(deep))),
        "cut-xml.xlsx": ("bad-xml", made.workbook(sheet=made.sheet("<row><c"))),
        "no-xml.xlsx": ("bad-xml", made.workbook(sheet="name,agency")),
        "far-column.xlsx": ("too-many-columns", made.workbook(f"<row>{made.inline('XFD1', 'x')}</row>")),
        "no-such-column.xlsx": ("bad-cell", made.workbook(f"<row>{made.inline('ZZZZ1', 'x')}</row>")),
        "no-such-string.xlsx": ("bad-cell", made.workbook('<row><c t="s"><v>7</v></c></row>')),
        "string-below-none.xlsx": ("bad-cell", with_strings('<row><c t="s"><v>-1</v></c></row>')),
        "no-number.xlsx": ("bad-cell", made.workbook("<row><c><v>ten</v></c></row>")),
        "endless-number.xlsx": ("bad-cell", made.workbook("<row><c><v>1e999</v></c></row>")),
        "long-cell.xlsx": ("long-cell", made.workbook(f"<row>{made.inline('A1', 'x' * 60_000)}</row>")),
        "zeros.xlsx": ("packed-too-tight", made.workbook(sheet=made.sheet(" " * 40_000_000))),
        "large-strings.xlsx": ("strings-too-large", made.workbook(GOOD_ROW, strings=made.strings(several))),
        "one-string-many-cells.xlsx": ("memory", with_strings(f"<row>{shared * 1_900}</row>")),
        "one-string-many-rows.xlsx": ("too-much-text", with_strings(f"<row>{shared * 20}</row>" * 2_000)),
        "million-empty-cells.xlsx": (
            "time",
            made.workbook(f"<row>{'<c/>' * 600_000}</row>", strings=made.strings("<t/>" * 600_000)),
        ),
        "locked-inside.xlsx": ("encrypted", made.flagged(made.workbook(GOOD_ROW))),
    }


CAGES: tuple[Callable[[], dict[str, tuple[str, bytes]]], ...] = (text_files, disguises, archives, workbooks)
"""Each gives files by name, with the code of the reason and the bytes."""


def harmless() -> dict[str, bytes]:
    """Files that look dangerous and are not."""
    dimension = made.sheet(GOOD_ROW).replace("<sheetData>", '<dimension ref="A1:XFD1048576"/><sheetData>')
    far_row = '<row r="1048576">' + made.inline("A1048576", "name") + "</row>"
    return {
        "false-dimension.xlsx": made.workbook(sheet=dimension),
        "far-row.xlsx": made.workbook(far_row),
        "count-of-strings.xlsx": made.workbook(
            '<row><c t="s"><v>0</v></c></row>', strings=made.strings("<si><t>name</t></si>")
        ),
        "names-like-programs.csv": b"MZ,PARTY\n1,2\n",
        "formulas.csv": b"name\n=cmd|' /C calc'!A0\n",
        "deep-folder.zip": made.zipped(("a/b/c/d/e/f.csv", TABLE)),
        "marked-utf16.csv": "name\nČapek\n".encode("utf-16"),
        "text-after-a-quote.csv": b'name,note\nAnn,"x" y\n',
    }
