"""CSV as people have it: encodings, delimiters, lines; the quick reader agrees with the careful one."""

from __future__ import annotations

import csv
import io
from pathlib import Path
from typing import Literal

import numpy as np
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from netmap.files.sandbox.encodings import known_encoding, likely_encodings
from netmap.files.sandbox.limits import LIMITS, Refusal
from netmap.files.sandbox.text import (
    CsvCells,
    Layout,
    Plain,
    careful_cells,
    cells_of,
    header_layout,
    quick_cells,
    read_plain,
    record_lines,
    row_layout,
    without_blank_rows,
)
from netmap.model.schema import TABLES

SCHEMA = TABLES["agencies"]


def plain(text: str) -> Plain:
    return Plain("list.csv", text.encode())


def layout_of(text: str, delimiter: str | None = None) -> Layout | None:
    return header_layout(plain(text), SCHEMA.columns, delimiter)


def read(text: str, delimiter: str | None = None) -> CsvCells:
    layout = layout_of(text, delimiter)
    assert layout is not None
    return cells_of(plain(text), layout)


def rows_of(cells: CsvCells) -> list[list[str | None]]:
    every = np.arange(cells.rows)
    columns = [column.texts(every) for column in cells.columns]
    return [list(row) for row in zip(*columns, strict=True)]


def lines_of(cells: CsvCells) -> list[int]:
    return [row + 2 for row in range(cells.rows)] if cells.lines is None else cells.lines.tolist()


def read_bytes(data: bytes, tmp_path: Path) -> Plain:
    path = tmp_path / "list.csv"
    path.write_bytes(data)
    return read_plain(path, path.name)


@pytest.mark.parametrize(
    ("data", "text", "encoding"),
    [
        ("Č".encode(), "Č", "utf-8"),
        ("\ufeffČ".encode(), "Č", "utf-8"),
        ("Č".encode("utf-16"), "Č", "utf-16"),
        ("Čr\na".encode("utf-32"), "Čr\na", "utf-32"),
        ("agency,name\n".encode("utf-16-le"), "agency,name\n", "utf-16-le"),
        ("agency,name\n".encode("utf-16-be"), "agency,name\n", "utf-16-be"),
        ("café – ‘x’".encode("cp1252"), "café – ‘x’", "cp1252"),
        ("name\rMuñiz, Ramón\r".encode("mac-roman"), "name\nMuñiz, Ramón\n", "mac-roman"),
        ("Łukasz Świętosław".encode("cp1250"), "Łukasz Świętosław", "cp1250"),
    ],
)
def test_encodings(data: bytes, text: str, encoding: str, tmp_path: Path) -> None:
    found = read_bytes(data, tmp_path)
    assert (found.data[found.start :].decode(), found.encoding) == (text, encoding)
    assert found.guessed == (encoding in ("cp1252", "mac-roman", "cp1250"))


@pytest.mark.parametrize("data", [b"\x81\x8d\xff" * 9, b"a\0b", b"PK\x03\x04\xff\x00\x00", b"", b"\xff\xfea"])
def test_bytes_that_are_no_text(data: bytes, tmp_path: Path) -> None:
    with pytest.raises(Refusal):
        read_bytes(data, tmp_path)


WESTERN = ("Muñiz", "Inés", "Jürgen", "Séan O’Brien", "Niccolò", "città", "Bjørn", "Françoise", "D’Amico")
CENTRAL = ("Łukasz", "Świętosława", "Żółć", "Łódź", "Dvořák Šárka")


@pytest.mark.parametrize("word", WESTERN)
@pytest.mark.parametrize("encoding", ["cp1252", "mac-roman"])
def test_western_names_are_read_in_the_encoding_in_which_they_were_written(word: str, encoding: str) -> None:
    end = "\r" if encoding == "mac-roman" else "\r\n"
    assert likely_encodings(f"name{end}{word}{end}".encode(encoding))[0] == encoding


@pytest.mark.parametrize("word", CENTRAL)
def test_central_european_names_are_read_as_such(word: str) -> None:
    assert likely_encodings(f"name\n{word}\n".encode("cp1250"))[0] == "cp1250"


def test_encodings_are_known_by_any_of_their_names() -> None:
    assert known_encoding("Windows-1250") == "cp1250"
    assert known_encoding("UTF_8_SIG") == "utf-8"
    assert known_encoding("xyz") is None


@pytest.mark.parametrize(("length", "refused"), [(1_000_000, False), (1_000_001, True)])
def test_a_line_is_as_long_as_is_read_or_refused(length: int, refused: bool, tmp_path: Path) -> None:
    cell = "x," * (length // 2) + "x" * (length % 2)
    text = f"a\n{cell}\nb\n"
    if refused:
        with pytest.raises(Refusal) as found:
            read_bytes(text.encode(), tmp_path)
        assert (found.value.code, found.value.values["line"]) == ("long-line", 2)
    else:
        assert read_bytes(text.encode(), tmp_path).longest == length


@pytest.mark.parametrize("quoted", [False, True])
def test_a_cell_is_as_long_as_is_read_or_refused(quoted: bool) -> None:
    for length in (LIMITS.cell_characters, LIMITS.cell_characters + 1):
        cell = f'"{"x" * 9}\n{"x" * (length - 10)}"' if quoted else "x" * length
        text = f"agency,name\na,{cell}\n"
        whole = Plain("list.csv", text.encode(), longest=max(map(len, text.splitlines())))
        layout = row_layout(whole)
        if length > LIMITS.cell_characters:
            with pytest.raises(Refusal) as found:
                cells_of(whole, layout)
            assert (found.value.code, found.value.values["cell"]) == ("long-cell", "B2")
        else:
            assert cells_of(whole, layout).rows == 2


def test_one_wide_row_does_not_widen_all_of_them_without_end() -> None:
    text = "a\n" * 100_000 + "," * 1_500 + "b\n"
    with pytest.raises(Refusal) as found:
        cells_of(plain(text), row_layout(plain(text)))
    assert found.value.code == "too-many-cells"


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
def test_the_delimiter_is_the_one_that_shows_the_columns(delimiter: str) -> None:
    text = (
        delimiter.join(["agency", "name", "note: a,b;c d"])
        + "\n"
        + delimiter.join(["x", '"a,b;c"', "1"])
        + "\n"
    )
    layout = layout_of(text.replace("note: a,b;c d", '"note: a,b;c d"'))
    assert layout is not None
    assert layout.delimiter == delimiter
    assert layout.names == ("agency", "name", "note: a,b;c d")


def test_a_table_of_one_column_has_no_delimiter() -> None:
    assert rows_of(read("agency\na b\nc.d\n")) == [["a b"], ["c.d"]]


def test_a_first_line_that_names_the_delimiter() -> None:
    cells = read("sep=;\r\nagency;name\r\nx;y,z\r\n")
    assert rows_of(cells) == [["x", "y,z"]]
    assert lines_of(cells) == [3]


@pytest.mark.parametrize("text", ["", " ", "\n\n", "\r\n;\n"[:2]])
def test_nothing_written(text: str) -> None:
    assert layout_of(text) is None


def test_lines_are_those_of_the_file() -> None:
    cells = read('agency,name\n"a","one\ntwo"\n\nb,"x"\n,\nc\n')
    assert rows_of(cells) == [["a", "one\ntwo"], ["b", "x"], ["c", None]]
    assert lines_of(cells) == [2, 5, 7]


def test_lines_below_a_header_of_two_lines_and_blank_lines_before() -> None:
    cells = read('\n\nagency,"na\nme"\na,b\n')
    assert cells.names == ("agency", "na\nme")
    assert lines_of(cells) == [5]


def test_rows_with_too_many_cells_are_known() -> None:
    cells = read("agency,name\na,b,c\nd,e,\n,,x\nf,g\n")
    assert rows_of(cells) == [["a", "b"], ["d", "e"], [None, None], ["f", "g"]]
    assert cells.ragged.tolist() == [0, 2]


def test_words_that_look_missing_are_words() -> None:
    assert rows_of(read("agency,name\nNA,nan\nNone,null\n")) == [["NA", "nan"], ["None", "null"]]


@pytest.mark.parametrize("text", ['agency,name\na,b\nc,"d\ne,f\n', 'agency,name\na,"b\n\n\n'])
def test_a_quotation_mark_that_is_never_closed(text: str) -> None:
    with pytest.raises(Refusal) as broken:
        read(text)
    assert broken.value.code == "broken-csv"
    assert broken.value.values["line"] == 3 if "c" in text.split("\n")[2] else 2


@pytest.mark.parametrize(
    "text", ['agency,name\na,"b\nc,d\ne,"f\ng,h\n', 'agency,name\na,"b\nc,d "x" e\n"f",g\n']
)
def test_quotation_marks_that_would_swallow_rows(text: str) -> None:
    with pytest.raises(Refusal) as broken:
        read(text)
    assert broken.value.code == "broken-csv"
    assert broken.value.values["line"] == 2


def test_text_after_a_closing_quotation_mark_stays_on_its_line() -> None:
    cells = read('agency,name\n"x\ny",b\n"Bob" Smith,c\nd,"e"f"\ng,h\n')
    assert rows_of(cells) == [["x\ny", "b"], ["Bob Smith", "c"], ["d", 'ef"'], ["g", "h"]]
    assert lines_of(cells) == [2, 4, 5, 6]


def test_a_single_quotation_mark_within_a_cell_is_text() -> None:
    assert rows_of(read('agency,name\na,5" pipe\nb,c\n')) == [["a", '5" pipe'], ["b", "c"]]


CELLS = st.text(alphabet=st.sampled_from('ab1 ,;\t|"\n\r=Č<'), max_size=6)


@settings(max_examples=300, deadline=None)
@given(
    st.lists(st.lists(CELLS, max_size=4), max_size=6),
    st.sampled_from([",", ";", "\t"]),
    st.sampled_from(["\n", "\r\n"]),
)
@example([["a"], [], ["b"]], ",", "\n")
def test_the_quick_reader_agrees_with_the_careful_one(
    rows: list[list[str]], delimiter: str, end: str
) -> None:
    whole = io.StringIO()
    writer = csv.writer(whole, delimiter=delimiter, lineterminator=end)
    writer.writerows([["agency", "name", "sector"], *rows])
    assert_agreement(whole.getvalue(), delimiter)


@settings(max_examples=300, deadline=None)
@given(st.text(alphabet=st.sampled_from('ab,"\n'), max_size=25))
@example("a,b,c,d\n")
@example("a,b,c,d,e\n")
@example('"a"b,c\n')
@example("a\n\nb")
def test_they_agree_on_broken_text_too(body: str) -> None:
    assert_agreement("agency,name,sector\n" + body, ",")


def assert_agreement(text: str, delimiter: str) -> None:
    layout = layout_of(text, delimiter)
    assert layout is not None
    quick = quick_cells(plain(text), layout)
    if quick is not None:
        careful = careful_cells(plain(text), layout)
        assert len(careful.ragged) == 0
        quick, careful = without_blank_rows(quick), without_blank_rows(careful)
        assert rows_of(quick) == rows_of(careful)
        assert lines_of(quick) == lines_of(careful)


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        ('agency,name\na,"b, c"\nd\n', [2, 3]),
        ('agency,name\na,"b\n\nc"\n"d ""e"\n""",",f\ng', [2, 5, 6, 7]),
        ('\nagency,name\r\na,"b\r\nc"\r\nd,\r\n', [3, 5]),
        ('agency,name\n"\n",a\n', [2]),
    ],
)
def test_the_quick_reader_takes_plain_files_and_cells_of_several_lines(text: str, lines: list[int]) -> None:
    layout = layout_of(text)
    assert layout is not None
    quick = quick_cells(plain(text), layout)
    assert quick is not None
    assert lines_of(quick) == lines
    assert rows_of(without_blank_rows(quick)) == rows_of(
        without_blank_rows(careful_cells(plain(text), layout))
    )


@pytest.mark.parametrize(
    "body",
    ['a,5" pipe\n"b\nc",d\n', 'a,"b\nc" d\ne,f\n', 'a,"b\nc', '"a\n"b,"c"\n', '""a,"\n"\n'],
)
def test_the_quick_reader_leaves_what_is_not_certain_to_the_careful_one(body: str) -> None:
    text = "agency,name\n" + body
    layout = layout_of(text)
    assert layout is not None
    assert quick_cells(plain(text), layout) is None


@pytest.mark.parametrize("body", [b'x"y\nz"\n', b'"x"y,"z"\n', b'"x\n', b'a "b",c\n', b'"",""x"\n"\n'])
def test_where_rows_begin_is_not_said_of_marks_that_stand_anywhere(body: bytes) -> None:
    assert record_lines(body, ",") is None
    assert record_lines(b'"x"', "§") is None


@given(
    st.lists(st.lists(CELLS.map(lambda text: text.replace("\r", "")), min_size=1, max_size=4), max_size=6),
    st.sampled_from([",", ";", "\t"]),
    st.sampled_from([csv.QUOTE_ALL, csv.QUOTE_MINIMAL]),
)
def test_rows_that_a_program_wrote_begin_where_it_wrote_them(
    rows: list[list[str]], delimiter: str, quoting: Literal[0, 1]
) -> None:
    begins, written = [], io.StringIO()
    for row in rows:
        begins.append(written.getvalue().count("\n"))
        csv.writer(written, delimiter=delimiter, quoting=quoting, lineterminator="\n").writerow(row)
    found = record_lines(written.getvalue().encode(), delimiter)
    assert found is not None
    assert found.tolist() == (begins or [0])


def test_progress_is_told_while_reading() -> None:
    text = "agency,name\n" + "a,b\n" * 200_000
    layout = layout_of(text)
    assert layout is not None
    told: list[int] = []
    cells_of(plain(text), layout, read=told.append)
    assert len(told) > 2
    assert told == sorted(told)
    assert told[-1] == len(text)
