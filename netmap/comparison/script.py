"""The Python program that repeats a result."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from netmap.learning.path_rule import PathRule
from netmap.tie_kinds.policy import TiePolicy

OF_STUDY = """\
import netmap

study = netmap.read_study({source!r})
found = netmap.{function}(study{arguments})
if found.versions != {versions!r}:
    print(f"# made of other versions: {{found.versions}}")
print(found.table().to_csv(index=False), end="")
"""

OF_STUDIES = """\
import netmap

studies = [netmap.read_study(each) for each in {source!r}]
found = netmap.{function}(studies{arguments})
if found.versions != {versions!r}:
    print(f"# made of other versions: {{found.versions}}")
print(found.table().to_csv(index=False), end="")
"""

OF_RELATIONS = """\
import netmap

study = netmap.read_study({source!r})
networks = {{
{networks}
}}
found = [
    netmap.qap_correlation(*list(networks.values())[:2], {told}),
    netmap.mrqap(next(iter(networks.values())), dict(list(networks.items())[1:]), {told}),
]
for each, versions in zip(found, {versions!r}, strict=True):
    if each.versions != versions:
        print(f"# made of other versions: {{each.versions}}")
    print(each.table().to_csv(index=False))
"""

OF_BOUNDS = """\
import pandas as pd

import netmap

only = {only}
found = pd.concat(
    netmap.recording_bounds(netmap.read_study(each), {windows}, measure, {policy})
    for each in {source!r}
    for measure in {measures}
)
found = found[found["partnership"].isin(only)] if only else found
print(found.to_csv(index=False), end="")
"""

OF_TABLES = """\
from pathlib import Path

import pandas as pd

import netmap


def table(name):
    path = Path({source!r}) / (name + ".csv")
    cells = pd.read_csv(path, dtype=str, keep_default_na=False).set_index("node")
    return cells.map(lambda cell: float(cell) if cell else float("nan"))


found = netmap.{function}({arguments})
if found.versions != {versions!r}:
    print(f"# made of other versions: {{found.versions}}")
print(found.table().to_csv(index=False), end="")
"""


def script_of(
    function: str,
    told: Mapping[str, Any],
    versions: Mapping[str, str],
    source: str | list[str],
    inputs: tuple[str, ...],
) -> str:
    """A program that calls a public function with everything that it was told."""
    if function == "recording_bounds":
        places = [source] if isinstance(source, str) else source
        own = {
            "only": told["partnerships"],
            **{name: told[name] for name in ("windows", "measures", "policy")},
        }
        return OF_BOUNDS.format(source=places, **{name: code_of(value) for name, value in own.items()})
    listed = _written(told)
    if inputs:
        return OF_TABLES.format(source=source, function=function, arguments=listed, versions=dict(versions))
    listed = f", {listed}" if listed else ""
    template = OF_STUDY if isinstance(source, str) else OF_STUDIES
    return template.format(source=source, function=function, arguments=listed, versions=dict(versions))


def script_of_relations(
    networks: Mapping[str, Mapping[str, Any]],
    told: Mapping[str, Any],
    versions: Sequence[Mapping[str, str]],
    source: str,
) -> str:
    """A program that makes networks of a study and compares the first with the others, by QAP and MRQAP.

    `networks` are the arguments of `relation_matrix` by the name of each, `told` those of the comparison.
    """
    made = [
        f"    {name!r}: netmap.relation_matrix(study, {_written(how)})," for name, how in networks.items()
    ]
    return OF_RELATIONS.format(
        source=source,
        networks="\n".join(made),
        told=_written(told),
        versions=[dict(each) for each in versions],
    )


def _written(arguments: Mapping[str, Any]) -> str:
    return ", ".join(f"{name}={code_of(value)}" for name, value in arguments.items())


def code_of(value: Any) -> str:
    """A value as Python writes it.

    Example:
        >>> code_of(["a", 1.5, None])
        "['a', 1.5, None]"
    """
    if isinstance(value, TableOf):
        return f"table({value.name!r})"
    if isinstance(value, TiePolicy | PathRule):
        return f"netmap.{value!r}"
    if isinstance(value, list | tuple):
        inside = ", ".join(code_of(each) for each in value)
        return f"[{inside}]"
    if isinstance(value, Mapping):
        return "{" + ", ".join(f"{code_of(key)}: {code_of(each)}" for key, each in value.items()) + "}"
    return repr(value)


class TableOf:
    """Stands among the parameters of a script for a table that is read from a file of its name."""

    def __init__(self, name: str) -> None:
        self.name = name

    def __repr__(self) -> str:
        return self.name
