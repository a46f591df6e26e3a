"""Parts of an answer that nothing changes by itself are told short; `assets/answer_page.js` draws them.

Dash follows each component of a page by itself, which for a table of a thousand cells takes a browser half a
second, and tells each in five times its text. A part of plain elements, none of which is called by
an id, becomes one component that draws them all; what stands in the page then is the same.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from dash.development.base_component import Component

STILL = {"namespace": "netmap_answer", "type": "Still"}

PLAIN = "dash_html_components"
OTHERWISE = ("Iframe", "MapEl", "ObjectEl", "Script")
"""Elements that are called otherwise than here, or that bring something of their own to run."""

OF_DASH = ("children", "disable_n_clicks", "key", "n_clicks", "n_clicks_timestamp")
"""Properties of a component that are no attributes of its element."""

Part = Any
"""A component, a text, a number, nothing, or a list of such."""


def with_still_parts(part: Part) -> Part:
    """The same, with parts that are still told by the name of each element, its attributes, what is in it.

    Example:
        >>> from dash import html
        >>> told = with_still_parts([html.P(["so ", html.B(1, className="n")]), html.P("", id="spare")])
        >>> told[0]["props"]
        {'tree': ['p', {}, 'so ', ['b', {'className': 'n'}, 1]]}
        >>> told[1]["type"]
        'P'
    """
    if isinstance(part, list | tuple):
        return [with_still_parts(each) for each in part]
    if not isinstance(part, Component):
        return part
    tree = _tree(part)
    if tree is not None:
        return {**STILL, "props": {"tree": tree}}
    told = part.to_plotly_json()  # type: ignore[no-untyped-call]
    props = told["props"]
    if "children" in props:
        props = {**props, "children": with_still_parts(props["children"])}
    return {**told, "props": props}


def _tree(part: Component) -> list[Any] | None:
    """A component that is still, with all that is in it; None: it is not."""
    told = part.to_plotly_json()  # type: ignore[no-untyped-call]
    props, kind = told["props"], told["type"]
    if told["namespace"] != PLAIN or "id" in props or kind in OTHERWISE:
        return None
    tree: list[Any] = [kind.lower(), {name: each for name, each in props.items() if name not in OF_DASH}]
    for each in _inside(props.get("children")):
        inside = _tree(each) if isinstance(each, Component) else each
        if inside is None:
            return None
        tree.append(inside)
    return tree


def _inside(part: Part) -> Iterator[Part]:
    """What stands in a component, one after the other."""
    if isinstance(part, list | tuple):
        for each in part:
            yield from _inside(each)
    elif part is not None:
        yield part
