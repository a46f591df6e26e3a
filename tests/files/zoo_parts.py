"""Parts from which the zoo's archives and workbooks are put together."""

from __future__ import annotations

import io
import struct
import zipfile

XML = '<?xml version="1.0" encoding="UTF-8"?>'
MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
LINKS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006/relationships"
LAUGHS = '<!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]>'
OUTSIDE = '<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]>'


def zipped(*files: tuple[str | zipfile.ZipInfo, bytes], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    whole = io.BytesIO()
    with zipfile.ZipFile(whole, "w", method) as archive:
        for name, data in files:
            archive.writestr(name, data)
    return whole.getvalue()


def link_to(target: str) -> tuple[zipfile.ZipInfo, bytes]:
    entry = zipfile.ZipInfo("link.csv")
    entry.external_attr = 0o120777 << 16
    return entry, target.encode()


def flagged(data: bytes) -> bytes:
    """The same archive, its entries marked as locked."""
    changed = bytearray(data)
    for mark, place in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        at = changed.find(mark)
        while at >= 0:
            changed[at + place] |= 1
            at = changed.find(mark, at + 4)
    return bytes(changed)


def overlapping() -> bytes:
    """Two names for the same bytes."""
    data = zipped(("a.csv", b"name\n" * 300), ("b.csv", b"name\n" * 300))
    second = data.rfind(b"PK\x01\x02")
    return data[: second + 42] + struct.pack("<I", 0) + data[second + 46 :]


def with_size(data: bytes, size: int) -> bytes:
    """An archive of one entry that claims another size."""
    changed = bytearray(data)
    struct.pack_into("<I", changed, 22, size)
    struct.pack_into("<I", changed, changed.rfind(b"PK\x01\x02") + 24, size)
    return bytes(changed)


def with_bad_sum(data: bytes) -> bytes:
    changed = bytearray(data)
    changed[changed.rfind(b"PK\x01\x02") + 16] ^= 0xFF
    return bytes(changed)


def sheet(rows: str, before: str = "") -> str:
    return f'{XML}{before}<worksheet xmlns="{MAIN}"><sheetData>{rows}</sheetData></worksheet>'


def strings(items: str, before: str = "") -> str:
    return f'{XML}{before}<sst xmlns="{MAIN}" count="999999999">{items}</sst>'


def book(title: str = "list", before: str = "") -> str:
    one = f'<sheets><sheet name="{title}" sheetId="1" r:id="rId1"/></sheets>'
    return f'{XML}{before}<workbook xmlns="{MAIN}" xmlns:r="{LINKS}">{one}</workbook>'


def links(target: str = "worksheets/sheet1.xml", mode: str = "Internal") -> str:
    one = f'<Relationship Id="rId1" Type="{LINKS}/worksheet" Target="{target}" TargetMode="{mode}"/>'
    two = f'<Relationship Id="rId2" Type="{LINKS}/sharedStrings" Target="sharedStrings.xml"/>'
    return f'{XML}<Relationships xmlns="{PACKAGE}">{one}{two}</Relationships>'


def workbook(rows: str = "", **parts: str | None) -> bytes:
    """A workbook of one sheet; `parts` replaces or (None) leaves out book, links, sheet or strings."""
    whole: dict[str, str | None] = {"book": book(), "links": links(), "sheet": sheet(rows), "strings": None}
    whole |= parts
    names = {
        "book": "xl/workbook.xml",
        "links": "xl/_rels/workbook.xml.rels",
        "sheet": "xl/worksheets/sheet1.xml",
        "strings": "xl/sharedStrings.xml",
    }
    return zipped(*((names[name], text.encode()) for name, text in whole.items() if text is not None))


def inline(reference: str, text: str) -> str:
    return f'<c r="{reference}" t="inlineStr"><is><t>{text}</t></is></c>'
