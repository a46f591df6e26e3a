"""Run the cells of a notebook in one namespace, and write what they print beneath them.

python -m tools.notebook docs/comparison.ipynb renews its outputs. Run it where the data of the worked
example lie: their licence lets nobody bundle them.
"""

from __future__ import annotations

import ast
import contextlib
import io
import json
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any


def outputs_of(notebook: dict[str, Any]) -> Iterator[tuple[dict[str, Any], str]]:
    """Each cell of code with what it prints, the value of its last expression included."""
    names: dict[str, Any] = {"__name__": "notebook"}
    for cell in notebook["cells"]:
        if cell["cell_type"] == "code":
            yield cell, _run("".join(cell["source"]), names)


def _run(source: str, names: dict[str, Any]) -> str:
    printed = io.StringIO()
    tree = ast.parse(source)
    last = tree.body[-1] if tree.body else None
    if isinstance(last, ast.Expr):
        tree.body.pop()
    with contextlib.redirect_stdout(printed):
        exec(compile(tree, "cell", "exec"), names)  # noqa: S102  (our own notebook)
        if isinstance(last, ast.Expr):
            value = eval(compile(ast.Expression(last.value), "cell", "eval"), names)  # noqa: S307
            if value is not None:
                print(value)
    return printed.getvalue()


def text_of(cell: dict[str, Any]) -> str:
    """What stands beneath a cell."""
    return "".join(line for output in cell["outputs"] for line in output["text"])


def renew(path: Path) -> None:
    """Run a notebook from the folder of the data, and write its outputs."""
    notebook = json.loads(path.read_text(encoding="utf-8"))
    for number, (cell, printed) in enumerate(outputs_of(notebook), 1):
        cell["execution_count"] = number
        lines = printed.splitlines(keepends=True)
        cell["outputs"] = [{"name": "stdout", "output_type": "stream", "text": lines}] if lines else []
    path.write_text(json.dumps(notebook, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")


if __name__ == "__main__":
    renew(Path(sys.argv[1]).absolute())
