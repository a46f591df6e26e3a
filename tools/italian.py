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
    "Practice exchange": "Tavolo di confronto",
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
        "Brightwater Children's Social Care": "Tutela minori",
        "Brightwater Community Health Trust": "Azienda sanitaria di Brightwater",
        "Brightwater Police": "Polizia di Brightwater",
        "Fairfield Primary School": "Scuola primaria Fairfield",
        "Millpond Housing Association": "Ente per la casa Millpond",
        "Harvest Family Support": "Sostegno alle famiglie Harvest",
        "Brightwater Education Service": "Servizi educativi",
        "Brightwater Family Doctors": "Medici di famiglia",
        "Brightwater Youth Justice Service": "Giustizia minorile",
        "Brook Secondary School": "Scuola secondaria Brook",
        "Northgate Academy": "Istituto Northgate",
        "Brightwater Debt Advice": "Sportello debiti",
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

RIVERSIDE: Texts = {
    **WORDS,
    ("levels", "name"): {
        "Children, young people and families": "Ragazzi e famiglie",
        "Operational": "Operatori",
        "Strategic": "Coordinamento",
        "Authority": "Direzione",
    },
    ("partnerships", "name"): {
        "Riverside Children's Partnership": "Partenariato di Riverside per l’infanzia",
    },
    ("agencies", "name"): {
        "Riverside Council Children's Social Care": "Tutela minori",
        "Riverside Council Education Service": "Servizi educativi",
        "Riverside Community Health Trust": "Azienda sanitaria di Riverside",
        "Riverside Young People's Clinic": "Consultorio giovani",
        "Hillside Primary School": "Scuola primaria Hillside",
        "Westgate Secondary School": "Scuola secondaria Westgate",
        "Riverside Police": "Polizia di Riverside",
        "Riverside Youth Justice Service": "Giustizia minorile",
        "Quayside Housing Association": "Ente per la casa Quayside",
        "Lantern Family Support": "Sostegno alle famiglie Lantern",
        "Young Carers Link": "Rete dei giovani caregiver",
        "Harbour Drug and Alcohol Service": "Servizio per le dipendenze Harbour",
    },
    ("practitioners", "profession"): {
        "service lead": "responsabile di servizio",
        "social worker": "assistente sociale",
        "attendance officer": "referente per la frequenza scolastica",
        "health visitor": "assistente sanitaria",
        "therapist": "psicoterapeuta",
        "neighbourhood officer": "agente di quartiere",
        "case worker": "operatore di riferimento",
        "tenancy officer": "addetto agli alloggi",
        "family worker": "educatore familiare",
        "team manager": "coordinatore di équipe",
        "family support worker": "educatore domiciliare",
        "education adviser": "consulente per la scuola",
        "speech therapist": "logopedista",
        "school nurse": "infermiere scolastico",
        "family liaison teacher": "insegnante referente per le famiglie",
        "class teacher": "insegnante",
        "head of year": "coordinatore di classe",
        "counsellor": "consulente psicologico",
        "young carers worker": "educatore per i giovani caregiver",
        "clinic nurse": "infermiere di ambulatorio",
        "head of service": "capo servizio",
        "head of inclusion": "referente per l’inclusione",
        "inspector": "ispettore",
        "service manager": "dirigente di servizio",
        "area manager": "responsabile di zona",
        "director": "dirigente",
        "deputy head": "vicepreside",
        "coordinator": "coordinatore",
        "director of children's services": "direttore dei servizi per l’infanzia",
        "chief officer": "direttore",
        "superintendent": "commissario capo",
        "head teacher": "preside",
        "volunteer": "volontario",
        "young people's representative": "rappresentante dei ragazzi",
        "parent representative": "rappresentante dei genitori",
        "trainee": "tirocinante",
    },
    ("services", "name"): {
        "Family support north": "Sostegno alle famiglie Nord",
        "Family support south": "Sostegno alle famiglie Sud",
        "Parents' evening group": "Gruppo serale di genitori",
        "Speech and language clinic": "Ambulatorio di logopedia",
        "Speech and language outreach": "Logopedia sul territorio",
        "Talking therapy": "Colloqui psicologici",
        "School counselling": "Sportello di ascolto a scuola",
        "Young carers' club": "Club dei giovani caregiver",
        "Young carers' drop-in": "Spazio aperto ai giovani caregiver",
        "Tenancy support": "Sostegno a chi è in affitto",
        "Housing advice": "Sportello casa",
        "Attendance team": "Équipe per la frequenza scolastica",
        "Attendance team south": "Équipe per la frequenza scolastica Sud",
        "Turnaround": "Si cambia strada",
        "Safer streets": "Strade sicure",
        "Substance misuse clinic": "Ambulatorio per le dipendenze",
    },
    ("services", "audience"): {
        "families": "famiglie",
        "parents of pupils": "genitori degli alunni",
        "under fives": "bambini sotto i cinque anni",
        "pupils": "alunni",
        "11 to 17": "dagli 11 ai 17 anni",
        "8 to 17": "dagli 8 ai 17 anni",
        "10 to 17": "dai 10 ai 17 anni",
        "13 to 17": "dai 13 ai 17 anni",
    },
    ("zones", "name"): {
        "North locality meeting": "Riunione della zona Nord",
        "South locality meeting": "Riunione della zona Sud",
        "Early help task group": "Gruppo di lavoro sul sostegno precoce",
        "Strategic steering group": "Tavolo di coordinamento",
        "Children's partnership board": "Cabina di regia per l’infanzia",
        "Quay Street shared office": "Sede condivisa di Quay Street",
        "Joint safeguarding training": "Formazione congiunta sulla tutela",
        "Families' forum": "Forum delle famiglie",
    },
    ("zones", "purpose"): {
        "Agree who does what for families in the north": (
            "Concordare chi fa che cosa per le famiglie della zona Nord"
        ),
        "Write one early help pathway for all agencies": (
            "Scrivere un percorso di sostegno precoce comune a tutti gli enti"
        ),
        "Join up plans and budgets": "Mettere insieme piani e bilanci",
        "Set direction and hold agencies to it": "Dare l’indirizzo e verificare che gli enti lo seguano",
        "Duty workers sit together on Tuesdays": "Il martedì gli operatori di turno lavorano insieme",
        "Learn the shared threshold document": "Conoscere il documento comune sulle soglie",
        "Hear what it is like to be served": "Ascoltare che cosa significa essere seguiti",
    },
    ("meetings", "title"): {
        "Locality meeting": "Riunione di zona",
        "Task group": "Gruppo di lavoro",
        "Steering group": "Tavolo di coordinamento",
        "Board": "Cabina di regia",
        "Forum": "Forum",
        "Duty review": "Esame dei turni",
        "Training day": "Giornata di formazione",
    },
    ("objects", "name"): {
        "Early help pathway": "Percorso di sostegno precoce",
        "Shared thresholds": "Soglie comuni",
        "Moving to secondary school": "Passaggio alla scuola secondaria",
    },
    ("events", "name"): {
        "Partnership launched": "Avvio del partenariato",
        "Council services reorganised": "Riorganizzazione dei servizi comunali",
    },
}

PIANO_DI_ZONA: Texts = {
    ("levels", "name"): {
        "Municipal social services": "Servizi sociali dei Comuni",
        "Sub-areas": "Subambiti",
        "District": "Ambito",
        "Above the district": "Sovrambito",
    },
    ("partnerships", "name"): {"Piano di Zona (simulated)": "Piano di Zona (simulato)"},
    ("partnerships", "area"): {"a district": "un ambito"},
    ("agencies", "name"): {
        "Municipality of Crema (simulated)": "Comune di Crema (simulato)",
        "Municipality of Soncino (simulated)": "Comune di Soncino (simulato)",
        "ASL (local health agency) (simulated)": "ASL (simulata)",
        "Comunità Sociale Cremasca (simulated)": "Comunità Sociale Cremasca (simulata)",
        "Province of Cremona (simulated)": "Provincia di Cremona (simulata)",
        "Schools (simulated)": "Scuole (simulate)",
        "Social co-operatives (simulated)": "Cooperative sociali (simulate)",
        "Voluntary organisations (simulated)": "Organizzazioni di volontariato (simulate)",
        "Bodies of social promotion (simulated)": "Associazioni di promozione sociale (simulate)",
        "Local administrators (simulated)": "Amministratori locali (simulati)",
    },
    ("agencies", "sector"): {
        "district consortium": "azienda consortile",
        "education": "istruzione",
        "health": "sanità",
        "municipality": "Comune",
        "politics": "politica",
        "public administration": "pubblica amministrazione",
        "third sector": "terzo settore",
        "voluntary": "volontariato",
    },
    ("zones", "name"): {
        "Working group on community work": "Tavolo sul lavoro di comunità",
        "Working group on integrated care": "Tavolo sulle cure integrate",
        "Working group on the organisational model": "Tavolo sul modello organizzativo",
    },
    ("zones", "purpose"): {
        "Evaluate the plan and prepare the next": "Valutare il piano e preparare il prossimo",
    },
    ("zones", "form"): {"working group": "tavolo"},
    ("services", "need"): {"family": "famiglia", "health": "salute", "housing": "casa", "work": "lavoro"},
    ("services", "area"): {"north": "Nord"},
    ("posts", "role"): ROLES,
    ("contacts", "channel"): {**CHANNELS, "e-mail": "posta elettronica"},
    ("waves", "name"): {
        "III Piano di Zona (simulated)": "III Piano di Zona (simulato)",
        "IV Piano di Zona (simulated)": "IV Piano di Zona (simulato)",
        "V Piano di Zona (simulated)": "V Piano di Zona (simulato)",
    },
}


def translations(texts: Texts, tables: Mapping[str, Sequence[Row]]) -> list[dict[str, object]]:
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
