"""`netmap champions`: on whom what reaches another level rests, as a set, and how to rely on them less."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Annotated, Any

import typer

from netmap.cli.champions_words import chain_lines, report_lines
from netmap.cli.choices import FormatOption, StudyArgument, day_of, one_of
from netmap.cli.named_study import path_of
from netmap.cli.printing import FORMATS, plain_rows, print_csv, print_json, visible
from netmap.cli.progress import progress_bar
from netmap.cli.rule import rule_text
from netmap.cli.window_options import EndOption, MaxWaitOption, SameDayOption, StartOption
from netmap.cli.window_rule import passing_text, window_text
from netmap.model.i18n import N_

if TYPE_CHECKING:
    import pandas as pd

    from netmap.brokers.routes import Question
    from netmap.model.study import Study

HELP = N_(
    "Print on whom what reaches another level rests, and what it would take to rely on them less; "
    "with --explain the dated chains that pass through them."
)

CLASS_NAMES = ("simultaneous", "ever")


def champions(
    study: StudyArgument,
    from_level: Annotated[
        str, typer.Option("--from-level", "--from", metavar="LEVEL", help=N_("the level where paths start"))
    ],
    to_level: Annotated[
        str, typer.Option("--to-level", "--to", metavar="LEVEL", help=N_("the level where paths end"))
    ],
    explain: Annotated[
        bool, typer.Option("--explain", help=N_("print dated chains that pass through each of them"))
    ] = False,
    start: StartOption = None,
    end: EndOption = None,
    same_day: SameDayOption = False,
    max_wait: MaxWaitOption = None,
    class_of: Annotated[
        str,
        typer.Option(
            metavar="WHO",
            show_default=False,
            help=N_(
                "simultaneous: who sits at two levels at once (unless told); ever: also at different times"
            ),
        ),
    ] = "simultaneous",
    form: FormatOption = "table",
) -> None:
    """Print on whom what reaches a level rests, with its n, window and rule."""
    one_of("--format", form, FORMATS)
    one_of("--class-of", class_of, CLASS_NAMES)
    first, last = day_of("--start", start), day_of("--end", end)
    path = path_of(study)
    import netmap
    from netmap.brokers.routes import Question

    question = Question(from_level, to_level, first, last, same_day, max_wait)
    with progress_bar() as report:
        found = netmap.read_study(path, progress=report)
    SHOW[form](found, answer_to(found, question, class_of), explain)


@dataclass(frozen=True)
class Answer:
    """What is known of one question: everybody, the set, the class, and whose loss costs somebody the way."""

    question: Question
    everybody: pd.DataFrame
    covering: pd.DataFrame
    crossed: pd.DataFrame
    dependents: pd.DataFrame

    @property
    def members(self) -> list[str]:
        """The people of the set, then the others whose loss would cost somebody the way, in text order."""
        chosen = self.covering["practitioner"].tolist()
        return [*chosen, *sorted(set(self.dependents["practitioner"]).difference(chosen))]

    @property
    def window(self) -> str:
        """From when to when, in words."""
        return window_text(self.everybody.attrs)

    def rule(self, study: Study, explain: bool) -> str:
        """How learning passes on, and what the ties on a path are, in words."""
        passing = passing_text(self.everybody.attrs)
        return f"{passing} {rule_text(study, None)}" if explain else passing


def answer_to(study: Study, question: Question, class_of: str) -> Answer:
    """Everything about one question."""
    import netmap
    from netmap.brokers.relief import dependents

    levels = (question.from_level, question.to_level)
    asked: dict[str, Any] = {"start": question.start, "end": question.end}
    asked |= {"same_day": question.same_day, "max_wait": question.max_wait}
    return Answer(
        question,
        netmap.champions(study, *levels, **asked),
        netmap.covering_set(study, *levels, **asked),
        netmap.class_reliance(study, *levels, **asked, who=class_of),
        dependents(study, question),
    )


def _chains(study: Study, answer: Answer) -> pd.DataFrame:
    from netmap.brokers.chains import chains_through

    return chains_through(study, answer.question, answer.members)


def _show_table(study: Study, answer: Answer, explain: bool) -> None:
    from netmap.brokers.relief import stand_ins

    others = stand_ins(study, answer.question, answer.members)
    lines = report_lines(study, answer.covering, answer.crossed, answer.dependents, others)
    if explain:
        lines = [*lines, "", *chain_lines(_chains(study, answer))]
    for line in [*lines, "", answer.window, answer.rule(study, explain)]:
        print(visible(line))


def _show_csv(study: Study, answer: Answer, explain: bool) -> None:
    frame = _chains(study, answer) if explain else answer.everybody
    extra = {"n": frame.attrs["n"], "window": answer.window, "rule": answer.rule(study, explain)}
    print_csv([*frame.columns, *extra], [{**row, **extra} for row in plain_rows(frame)])


def _show_json(study: Study, answer: Answer, explain: bool) -> None:
    frame = _chains(study, answer) if explain else answer.everybody
    told = {"n": int(frame.attrs["n"]), "window": answer.window, "rule": answer.rule(study, explain)}
    about = {name: answer.everybody.attrs[name] for name in ("from_level", "to_level")}
    sets = {
        "class_reliance": {"who": answer.crossed.attrs["who"], **plain_rows(answer.crossed)[0]},
        "covering_set": plain_rows(answer.covering),
    }
    print_json({**told, **about, **sets, "rows": plain_rows(frame)})


SHOW = {"table": _show_table, "csv": _show_csv, "json": _show_json}
