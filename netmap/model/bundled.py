"""The studies that come with netmap."""

from __future__ import annotations

from pathlib import Path

from netmap.model.i18n import N_, Translator


def bundled_studies() -> dict[str, Path]:
    """The studies that come with netmap: each name with the folder of its tables, in alphabetical order.

    An installed netmap carries them inside the package; in a source tree they lie in `datasets/`
    beside it. Empty where neither folder exists.

    Example:
        >>> {"brightwater", "emon", "necf", "riverside"} <= set(bundled_studies())
        True
    """
    package = Path(__file__).parent.parent
    for home in (package / "datasets", package.parent / "datasets"):
        if home.is_dir():
            return {folder.name: folder for folder in sorted(home.iterdir()) if _is_study(folder)}
    return {}


def _is_study(folder: Path) -> bool:
    return (folder / "datapackage.json").is_file()


def in_words_of(t: Translator, text: str) -> str:
    """The title or description of a study in a language: those that come with netmap are in its catalogue.

    What somebody else's study says of itself stays as it is.
    """
    return t.gettext(text) if text in SAID else text


SAID = (
    N_("Brightwater Early Help Partnership (simulated)"),
    N_(
        "An invented early help partnership over three years, with a reorganisation in the "
        "middle: every agency, person, meeting and contact is simulated, made by a program with a"
        " fixed seed."
    ),
    N_("Community Lab: two groups and their tutors (simulated)"),
    N_(
        "Invented meetings and contacts of 65 people in four roles and 15 tutors: five meetings "
        "in two groups, four days for the tutors. Nothing in it is an answer about the world."
    ),
    N_("Community Lab, Emilia-Romagna (documented)"),
    N_(
        "What a page states about the Community Lab of Emilia-Romagna: 65 people in four "
        "institutional roles, five meetings, two groups, 15 tutors and three levels of decision. "
        "Who met whom is not in it."
    ),
    N_("Community of practice on co-design (simulated)"),
    N_(
        "Twenty-four invented organisations that join a community of practice over eighteen "
        "months, with three themes, seminars and publications. Nothing in it is an answer about "
        "the world."
    ),
    N_("Community of practice on co-design (documented)"),
    N_(
        "What an article states about the start of a community of practice on co-design in "
        "Italian welfare: who may belong, three themes, its activities and its first meeting. "
        "Members are not named in it, and who met whom is not either."
    ),
    N_("Seven emergency search-and-rescue networks, 1978-80 (EMON)"),
    N_(
        "Reported communication between the organisations that answered seven emergencies. Ties "
        "are directed reports without dates; strength is the reported frequency, from 1 "
        "(continuously) to 4 (about once a day or less): a low number means more contact."
    ),
    N_("Children's Fund: sixteen partnerships (simulated)"),
    N_(
        "Sixteen invented partnerships over seven months with a feedback session each month, "
        "sized like the case studies of the national evaluation. Nothing in it is an answer about"
        " the world."
    ),
    N_("National Evaluation of the Children's Fund (documented)"),
    N_(
        "What a set of slides states about the national evaluation of the Children's Fund in "
        "England: its programme, its case studies, the places where learning travelled and what "
        "it found. Who met whom is not in it."
    ),
    N_("Piano di Zona: three cycles of a local plan (simulated)"),
    N_(
        "Invented sittings of three working groups over the cycles III to V of a local plan, "
        "their contacts and the services of the district. Nothing in it is an answer about the "
        "world."
    ),
    N_("Piano di Zona, district of Crema (documented)"),
    N_(
        "What seven posts of a blog of March 2015 state about the Piano di Zona of the Crema "
        "district: its cycles, strands, system actions, working groups, dated meetings, bodies of"
        " governance, and what the groups said. Who met whom is not in it."
    ),
    N_("Riverside Children's Partnership (simulated)"),
    N_(
        "An invented children's services partnership over eighteen months: every agency, person, "
        "meeting and contact is simulated, made by a program with a fixed seed. It resembles "
        "nobody."
    ),
    N_("What Works Scotland: a learning event and what came after (simulated)"),
    N_(
        "An event for 21 practitioners of four partnerships in February 2016, and their invented "
        "contacts at home before and after it. Nothing in it is an answer about the world."
    ),
    N_("What Works Scotland: a learning event across four partnerships (documented)"),
    N_(
        "What a case entry states about a two-day learning event in February 2016: four community"
        " planning partnerships, 21 practitioners, and what each did with it at home. Who met "
        "whom at home is not in it."
    ),
)
"""The titles and descriptions of the bundled studies, so that each language can say them."""
