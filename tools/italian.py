"""How the names and words of the invented studies read in Italian; each study takes what it holds."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from tools.study_folder import Row

Texts = Mapping[tuple[str, str], Mapping[str, str]]
"""By table and column: a text as it stands there, and how it reads in Italian."""

SECTORS = {
    "local authority": "ente locale",
    "health": "sanità",
    "police and justice": "polizia e giustizia",
    "schools": "scuola",
    "housing": "casa",
    "voluntary": "volontariato",
}
FORMS = {
    "locality meeting": "riunione di zona",
    "task group": "gruppo di lavoro",
    "steering group": "gruppo di indirizzo",
    "board": "cabina di regia",
    "co-location": "sede condivisa",
    "training": "formazione",
    "forum": "forum",
}
NEEDS = {
    "parenting support": "sostegno alla genitorialità",
    "child health": "salute dei bambini",
    "mental health": "salute mentale",
    "housing": "casa",
    "staying out of trouble": "prevenzione della devianza",
    "money and debt": "soldi e debiti",
    "speech and language": "linguaggio",
    "young carers": "giovani caregiver",
    "school attendance": "frequenza scolastica",
    "substance misuse": "uso di sostanze",
}
CHANNELS = {
    "phone": "telefono",
    "email": "posta elettronica",
    "visit": "visita",
    "case discussion": "esame di un caso",
}
ROLES = {"member": "componente", "chair": "presidente", "convenor": "referente"}
AREAS = {"East": "Est", "West": "Ovest", "North": "Nord", "South": "Sud"}
WORDS: Texts = {
    ("agencies", "sector"): SECTORS,
    ("zones", "form"): FORMS,
    ("services", "need"): NEEDS,
    ("services", "area"): AREAS,
    ("posts", "role"): ROLES,
    ("contacts", "channel"): CHANNELS,
}

BRIGHTWATER_ZONES = {
    "East team meeting": "Équipe della zona Est",
    "West team meeting": "Équipe della zona Ovest",
    "Practice exchange": "Tavolo di confronto tra servizi",
    "West leads' meeting": "Riunione dei referenti Ovest",
    "Managers' meeting": "Tavolo di coordinamento",
    "Early help board": "Cabina di regia del sostegno precoce",
    "Young people's wellbeing group": "Gruppo per il benessere dei ragazzi",
}
BRIGHTWATER: Texts = {
    **WORDS,
    ("levels", "name"): {
        "Front line": "Operatori",
        "Management": "Coordinamento",
        "Board": "Direzione",
    },
    ("partnerships", "name"): {
        "Brightwater Early Help Partnership": "Partenariato di Brightwater per il sostegno precoce",
    },
    ("agencies", "name"): {
        "Brightwater Children's Social Care": "Tutela minori di Brightwater",
        "Brightwater Community Health Trust": "Azienda sanitaria di Brightwater",
        "Brightwater Police": "Polizia di Brightwater",
        "Fairfield Primary School": "Scuola primaria Fairfield",
        "Millpond Housing Association": "Ente per la casa Millpond",
        "Harvest Family Support": "Sostegno alle famiglie Harvest",
        "Brightwater Education Service": "Servizi educativi di Brightwater",
        "Brightwater Family Doctors": "Medici di famiglia di Brightwater",
        "Brightwater Youth Justice Service": "Giustizia minorile di Brightwater",
        "Brook Secondary School": "Scuola secondaria Brook",
        "Northgate Academy": "Istituto Northgate",
        "Brightwater Debt Advice": "Sportello debiti di Brightwater",
    },
    ("practitioners", "profession"): {
        "practitioner": "operatore",
        "manager": "coordinatore",
        "director": "dirigente",
    },
    ("services", "name"): {
        "Family support east": "Sostegno alle famiglie Est",
        "Family support west": "Sostegno alle famiglie Ovest",
        "School nursing": "Infermiere a scuola",
        "Talking therapy for the young": "Colloqui psicologici per ragazzi",
        "Youth drop-in": "Spazio aperto ai giovani",
        "Tenancy support": "Sostegno a chi è in affitto",
        "Safer evenings": "Serate sicure",
        "Turnaround": "Si cambia strada",
        "Benefits helpline": "Numero verde per i sussidi",
        "Debt and money advice": "Consulenza su debiti e bilancio familiare",
    },
    ("services", "audience"): {"families": "famiglie"},
    ("zones", "name"): BRIGHTWATER_ZONES,
    ("zones", "purpose"): {
        "Agree who does what in the east": "Concordare chi fa che cosa nella zona Est",
        "Agree who does what in the west": "Concordare chi fa che cosa nella zona Ovest",
        "Tell managers what families meet": "Riferire ai coordinatori che cosa incontrano le famiglie",
        "Tell managers what the west meets": "Riferire ai coordinatori che cosa succede nella zona Ovest",
        "Join up plans and budgets": "Mettere insieme piani e bilanci",
        "Set direction and hold agencies to it": "Dare l’indirizzo e verificare che gli enti lo seguano",
        "Bring school, doctor and youth worker together": "Far incontrare scuola, medico ed educatore",
    },
    ("meetings", "title"): BRIGHTWATER_ZONES,
    ("events", "name"): {
        "Early help launched": "Avvio del sostegno precoce",
        "West leads' meeting ended; two managers left the board": (
            "Chiusa la riunione dei referenti Ovest; due coordinatori lasciano la cabina di regia"
        ),
    },
}


def translations(texts: Texts, tables: Mapping[str, Sequence[Row]]) -> list[dict[str, str]]:
    """The table of translations of a study: of every text that stands in its tables and has one."""
    return [
        {
            "table": table,
            "column": column,
            "value": value,
            "language": "it",
            "text": text,
            "provenance": "simulated",
        }
        for (table, column), known in texts.items()
        for value, text in known.items()
        if any(row.get(column) == value for row in tables.get(table, ()))
    ]
