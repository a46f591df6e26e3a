"""Text and elements of XML in which any name is only ever text."""

from __future__ import annotations

import re
import xml.etree.ElementTree as ET

NOT_IN_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def plain(text: str) -> str:
    """The text with a replacement character for each character that XML cannot hold.

    Example:
        >>> plain("a\\x00b")
        'a�b'
    """
    return NOT_IN_XML.sub("\ufffd", text)


def child(parent: ET.Element, tag: str, text: str | None = None, /, **attributes: str | float) -> ET.Element:
    """A new last child; `_` in an attribute's name stands for `-`, numbers keep two decimals."""
    found = ET.SubElement(
        parent,
        tag,
        {name.rstrip("_").replace("_", "-"): written(value) for name, value in attributes.items()},
    )
    if text is not None:
        found.text = plain(text)
    return found


def written(value: str | float) -> str:
    """An attribute's value: text as it is, a number with at most two decimals.

    Example:
        >>> written(2.50), written(-0.001)
        ('2.5', '0')
    """
    if isinstance(value, str):
        return plain(value)
    short = f"{value:.2f}".rstrip("0").rstrip(".")
    return "0" if short in ("-0", "") else short
