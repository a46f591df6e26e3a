"""What a column of a foreign table may say, and the headers by which people call it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from itertools import chain

from netmap.model.i18n import N_


@dataclass(frozen=True, slots=True)
class Field:
    """One thing that a column may say; `words` are headers in English and Italian, in plain letters."""

    name: str
    title: str
    words: tuple[str, ...]


FIELDS: tuple[Field, ...] = (
    Field(
        "person",
        N_("person"),
        (
            "person",
            "name",
            "full name",
            "participant",
            "participants",
            "attendee",
            "attendees",
            "practitioner",
            "who",
            "member",
            "staff",
            "staff member",
            "worker",
            "professional",
            "contact person",
            "nome e cognome",
            "cognome e nome",
            "nominativo",
            "persona",
            "partecipante",
            "partecipanti",
            "operatore",
            "presente",
            "nome cognome",
            "cognome nome",
            "nome",
            "name and surname",
            "surname and name",
            "person name",
            "woman",
            "ceo",
            "partecipante nome",
        ),
    ),
    Field(
        "person_id",
        N_("the person's id"),
        (
            "person id",
            "practitioner id",
            "participant id",
            "staff id",
            "employee number",
            "id persona",
            "matricola",
            "codice persona",
            "member id",
        ),
    ),
    Field(
        "first_name", N_("first name"), ("first name", "given name", "forename", "firstname", "nome proprio")
    ),
    Field("last_name", N_("last name"), ("last name", "surname", "family name", "lastname", "cognome")),
    Field(
        "actor",
        N_("person or agency"),
        ("id", "node", "nodes", "actor", "label", "vertex", "ego", "nodo", "attore"),
    ),
    Field(
        "agency",
        N_("agency"),
        (
            "agency",
            "organisation",
            "organization",
            "org",
            "service",
            "employer",
            "department",
            "institution",
            "team",
            "company",
            "body",
            "agency name",
            "organisation name",
            "ente",
            "organizzazione",
            "servizio",
            "agenzia",
            "istituzione",
            "struttura",
            "ente di appartenenza",
            "appartenenza",
            "azienda",
            "dipartimento",
        ),
    ),
    Field(
        "date",
        N_("date"),
        (
            "date",
            "day",
            "when",
            "timestamp",
            "datetime",
            "meeting date",
            "date of meeting",
            "contact date",
            "data",
            "giorno",
            "data incontro",
            "data riunione",
            "data del contatto",
            "quando",
            "date of contact",
        ),
    ),
    Field("seconds", N_("seconds since the start"), ("t", "seconds", "time s", "secondi", "tempo")),
    Field(
        "meeting",
        N_("sitting"),
        (
            "meeting",
            "meeting id",
            "sitting",
            "session",
            "event",
            "meeting no",
            "incontro",
            "riunione",
            "seduta",
            "id riunione",
            "meeting number",
        ),
    ),
    Field(
        "zone",
        N_("meeting group"),
        (
            "zone",
            "forum",
            "group",
            "board",
            "meeting name",
            "meeting group",
            "task group",
            "committee",
            "panel",
            "club",
            "zona",
            "tavolo",
            "gruppo",
            "gruppo di lavoro",
            "comitato",
            "commissione",
            "tavolo tematico",
        ),
    ),
    Field("title", N_("title"), ("title", "subject", "agenda", "titolo", "oggetto riunione", "topic")),
    Field(
        "status",
        N_("present or not"),
        ("status", "attendance", "attended", "present", "presence", "presenza", "stato", "presente assente"),
    ),
    Field("role", N_("role"), ("role", "position", "ruolo", "incarico", "capacity")),
    Field(
        "source",
        N_("from"),
        (
            "source",
            "from",
            "i",
            "org a",
            "sender",
            "person a",
            "actor a",
            "agency a",
            "organisation a",
            "chi",
            "da",
            "ego name",
            "reported by",
            "diary of",
            "ente a",
        ),
    ),
    Field(
        "target",
        N_("to, or with whom"),
        (
            "target",
            "to",
            "j",
            "org b",
            "receiver",
            "person b",
            "actor b",
            "agency b",
            "organisation b",
            "with",
            "with whom",
            "contact with",
            "contacted",
            "con",
            "con chi",
            "contatto con",
            "verso",
            "alter",
            "ente b",
            "person contacted",
            "persona contattata",
        ),
    ),
    Field(
        "relation",
        N_("relation"),
        (
            "relation",
            "kind",
            "type",
            "relationship",
            "tie",
            "relazione",
            "tipo",
            "tipo di relazione",
            "legame",
        ),
    ),
    Field(
        "weight",
        N_("strength"),
        ("weight", "strength", "frequency", "value", "rank", "peso", "forza", "frequenza", "intensita"),
    ),
    Field(
        "wave",
        N_("round of asking"),
        ("wave", "time", "round", "week", "period", "onda", "rilevazione", "t0", "fase"),
    ),
    Field("code", N_("code of the answer"), ("code", "answer", "response", "codice", "risposta")),
    Field(
        "channel",
        N_("channel"),
        (
            "channel",
            "how",
            "mode",
            "medium",
            "type of contact",
            "means",
            "canale",
            "modo",
            "modalita",
            "tipo di contatto",
            "mezzo",
        ),
    ),
    Field(
        "object",
        N_("what it was about"),
        ("object", "about", "case", "reason", "purpose", "oggetto", "motivo", "caso", "argomento"),
    ),
    Field(
        "note", N_("note"), ("note", "notes", "comment", "comments", "remarks", "osservazioni", "commenti")
    ),
    Field("level", N_("level"), ("level", "layer", "tier", "livello", "forum level")),
    Field(
        "profession",
        N_("profession"),
        ("profession", "occupation", "job title", "job", "professione", "qualifica", "mansione"),
    ),
    Field(
        "sector",
        N_("sector"),
        ("sector", "org type", "agency type", "type of organisation", "settore", "tipo di ente", "ambito"),
    ),
    Field(
        "partnership",
        N_("partnership"),
        ("partnership", "site", "district", "partenariato", "distretto", "ambito territoriale"),
    ),
    Field(
        "joined",
        N_("first day"),
        ("joined", "start", "start date", "from date", "since", "inizio", "dal", "data inizio", "entrata"),
    ),
    Field(
        "left",
        N_("last day"),
        ("left", "end", "end date", "to date", "until", "fine", "al", "data fine", "uscita"),
    ),
    Field("mark", N_("a sitting of its own"), ()),
    Field(
        "name",
        N_("full name"),
        (
            "long name",
            "long name from textbook",
            "description",
            "descrizione",
            "denominazione",
            "ragione sociale",
        ),
    ),
)
"""Every field, the more telling first where two share a word."""

KEPT, IGNORED = "kept", "ignored"
"""Beside the fields: a column that is carried along under its own name, and one that is left out."""


def merged(*lists: Iterable[Field]) -> tuple[Field, ...]:
    """Fields of several lists; one that stands in several has the words of all of them.

    Example:
        >>> [field.words for field in merged([Field("a", "A", ("x",))], [Field("a", "", ("y",))])]
        [('x', 'y')]
    """
    found: dict[str, Field] = {}
    for field in chain.from_iterable(lists):
        first = found.setdefault(field.name, field)
        words = tuple(dict.fromkeys((*first.words, *field.words)))
        found[field.name] = replace(first, words=words)
    return tuple(found.values())
