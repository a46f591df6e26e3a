"""`netmap datasets`: the studies that come along."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from netmap.cli.choices import FormatOption, one_of
from netmap.cli.printing import FORMATS, print_csv, print_json, print_table
from netmap.cli.speech import speech
from netmap.model.bundled import bundled_studies
from netmap.model.i18n import N_

HEADINGS = {"name": N_("name"), "title": N_("title"), "simulated": N_("simulated")}

HELP = N_("List the studies that come with netmap; each can be named wherever a STUDY is asked for.")


def datasets(
    form: FormatOption = "table",
) -> None:
    """Print the bundled studies."""
    one_of("--format", form, FORMATS)
    rows = [_row(name, path) for name, path in bundled_studies().items()]
    if form == "json":
        print_json({"n": len(rows), "rows": rows})
    elif form == "csv":
        print_csv(list(HEADINGS), rows)
    else:
        t = speech()
        print_table({name: t.gettext(heading) for name, heading in HEADINGS.items()}, rows)
        print(t.ngettext("{n} study.", "{n} studies.", len(rows)).format(n=len(rows)))


def _row(name: str, path: Path) -> dict[str, Any]:
    about = json.loads((path / "datapackage.json").read_text(encoding="utf-8"))
    return {"name": name, "title": about["title"], "simulated": bool(about.get("simulated", False))}
