"""Bring the tables of docs/simulator.md up to date: `python -m tools.simulator_docs`.

The parameters come from the plan itself; the comparison with real panels is left as it is where the
panels are not there.
"""

from __future__ import annotations

import re
from dataclasses import fields
from pathlib import Path
from typing import Any

from netmap.simulation.effects import PROPOSITIONS, Effects
from netmap.simulation.gap_families import FAMILIES
from netmap.simulation.plan import SimulationPlan
from tools.panels import PANELS, SEEDS, side_by_side

PAGE = Path(__file__).parent.parent / "docs" / "simulator.md"


def parameters() -> str:
    """Every parameter of a plan with its usual value and what it says."""
    rows = ["| parameter | usually | unit | what it says |", "|---|---|---|---|"]
    for each in fields(SimulationPlan):
        if each.name != "effects":
            usual, about = _shown(each.name, each.default), each.metadata["about"]
            rows.append(f"| `{each.name}` | {usual} | {each.metadata['unit']} | {about} |")
    return "\n".join(rows)


def effects() -> str:
    """Every planted effect with its usual value and what it does."""
    rows = ["| parameter | proposition | usually | unit | what it plants |", "|---|---|---|---|---|"]
    for each in fields(Effects):
        unit, about = each.metadata["unit"], each.metadata["about"]
        rows.append(f"| `{each.name}` | {PROPOSITIONS[each.name]} | {each.default} | {unit} | {about} |")
    return "\n".join(rows)


def comparison() -> str:
    """Real panels and simulated ones side by side."""
    rows = ["| figure | real panels | simulated, mean | least | most |", "|---|---|---|---|---|"]
    for name, row in side_by_side().iterrows():
        cells = [f"{row[column]:.2f}" for column in ("real", "simulated", "least", "most")]
        rows.append(f"| {name} | {' | '.join(cells)} |")
    return "\n".join(rows) + f"\n\nSimulated: {len(SEEDS)} seeds."


def with_table(page: str, name: str, table: str) -> str:
    """The page with the table between the marks of that name replaced."""
    marks = re.compile(rf"(<!-- {name}: begin -->\n).*?(<!-- {name}: end -->)", re.DOTALL)
    return marks.sub(lambda found: f"{found[1]}{table}\n{found[2]}", page)


def _shown(name: str, value: Any) -> str:
    if name == "gaps":
        return f"all {len(FAMILIES)}"
    return ", ".join(map(str, value)) if isinstance(value, tuple) else str(value)


def main() -> None:
    """Write the page anew."""
    page = PAGE.read_text(encoding="utf-8")
    page = with_table(with_table(page, "parameters", parameters()), "effects", effects())
    if PANELS.exists():
        page = with_table(page, "comparison", comparison())
    PAGE.write_text(page, encoding="utf-8")


if __name__ == "__main__":
    main()
