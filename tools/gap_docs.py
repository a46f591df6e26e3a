"""Make the list of rules in docs/gaps.md again from their docstrings: `python -m tools.gap_docs`."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from netmap.gap_rules.rule import Rule
from netmap.gap_rules.rules import RULES

PAGE = Path(__file__).parent.parent / "docs" / "gaps.md"
BEGIN, END = "<!-- rules: begin -->", "<!-- rules: end -->"


def page(text: str) -> str:
    """The page with its list of rules made anew."""
    before, _, rest = text.partition(BEGIN)
    _, _, after = rest.partition(END)
    rules = "\n".join(line for rule in RULES for line in _section(rule))
    return f"{before}{BEGIN}\n{rules}{END}{after}"


def _section(rule: Rule) -> Iterator[str]:
    yield f"### {rule.title}: `{rule.name}`"
    yield ""
    yield f"Severity {rule.severity}, version {rule.version}."
    yield ""
    yield rule.description
    yield ""
    if rule.thresholds:
        told = ", ".join(f"`{name}` {value}" for name, value in rule.thresholds.items())
        yield f"Thresholds: {told}."
        yield ""


if __name__ == "__main__":
    PAGE.write_text(page(PAGE.read_text(encoding="utf-8")), encoding="utf-8")
