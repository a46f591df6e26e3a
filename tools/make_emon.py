"""Make `datasets/emon` from the EMON tables: `python -m tools.make_emon FOLDER`.

FOLDER holds `emon_nodes.csv` and `emon_edges.csv` as exported from the R package network.
"""

from __future__ import annotations

import csv
import re
import sys
from pathlib import Path

from tools.study_folder import write_folder

TARGET = Path(__file__).parent.parent / "datasets" / "emon"
CITATION = "drabek-1981"
MONOGRAPH = (
    "Drabek, T. E., Tamminga, H. L., Kilijanek, T. S. and Adams, C. R. (1981). Managing "
    "Multiorganizational Emergency Responses. University of Colorado, Institute of Behavioral "
    "Science, Monograph 33"
)

NETWORKS = {
    "Cheyenne": ("Cheyenne", "Laramie County, Wyoming"),
    "HurrFrederic": ("Hurricane Frederic", "Jackson County, Mississippi"),
    "LakePomona": ("Lake Pomona", "Osage County, Kansas"),
    "MtSi": ("Mount Si", "King County, Washington"),
    "MtStHelens": ("Mount St. Helens", "Lewis, Cowlitz and Skamania counties, Washington"),
    "Texas": ("Texas", "Bandera, Kendall and Kerr counties, Texas"),
    "Wichita": ("Wichita Falls", "Wichita County, Texas"),
}

LOCATIONS = {"L": "local", "NL": "not local", "B": "both", "": ""}

NAMES = {
    "A.1.Ambulance.Service": "A-1 Ambulance Service",
    "Amateur.Radio.Emergency.Service..ARES.": "Amateur Radio Emergency Service (ARES)",
    "Civil.Air.Patrol...Washington.Wing": "Civil Air Patrol, Washington Wing",
    "Francis.E..Warren.Air.Force.Base..fire.unit.": "Francis E. Warren Air Force Base (fire unit)",
    "Ft..Sill.Helicopter.Teams..MAST.": "Fort Sill Helicopter Teams (MAST)",
    "German.Shepard.Search.Dogs.of.Washington.State": "German Shepherd Search Dogs of Washington State",
    "Kendal.County.Sheriffs.Office": "Kendall County Sheriffs Office",
    "Laramie.County...Cheyenne.Civil.Defense.Agency": "Laramie County / Cheyenne Civil Defense Agency",
    "Laramie.County.Fire.District..1..volunteer.": "Laramie County Fire District 1 (volunteer)",
    "Laramie.County.Fire.District..2..volunteer.": "Laramie County Fire District 2 (volunteer)",
    "Mississippi.National.Guard..Co..B.890th.ENGR.BN.": "Mississippi National Guard (Co. B, 890th Engr. Bn.)",
    "Osage.Country.Coroners.Office": "Osage County Coroners Office",
    "Shy.Wy.HAM.Radio.Club": "Shy-Wy HAM Radio Club",
    "Topeka.Fire.Department.Rescue.No.1": "Topeka Fire Department, Rescue No. 1",
    "US.Air.Force...303rd.ARRS..March.AFB..California.": "US Air Force, 303rd ARRS (March AFB, California)",
    "US.Air.Force...304th.ARRS..Portland.AFB..Oregon.": "US Air Force, 304th ARRS (Portland AFB, Oregon)",
    "US.Air.Force...6th.Detachment..602.Technical.Air.Control.Wing": (
        "US Air Force, 6th Detachment, 602 Technical Air Control Wing"
    ),
    "US.Army...Ft.Lewis..116th.Aviation.Company.": "US Army, Fort Lewis (116th Aviation Company)",
    "US.Army..3rd.Squadron..5th.Cavalry": "US Army, 3rd Squadron, 5th Cavalry",
    "US.Army..54the.Medical.Detachment": "US Army, 54th Medical Detachment",
    "US.Army..593rd.Support.Group": "US Army, 593rd Support Group",
    "US.Army.MAST..Ft..Sam.Houston.": "US Army MAST (Fort Sam Houston)",
    "US.Coast.Guard...Astoria.Air.Station": "US Coast Guard, Astoria Air Station",
    "Washingotn.Department.of.Emergency.Services": "Washington Department of Emergency Services",
    "Washington.State.National.Guard..181st.Support.Batalion.": (
        "Washington State National Guard (181st Support Battalion)"
    ),
    "Wyoming.Disaster.and.Civil.Defense.Agnecy": "Wyoming Disaster and Civil Defense Agency",
}
"""Names that the general rule would not make readable, slips of spelling among them."""

ABOUT = {
    "name": "emon",
    "title": "Seven emergency search-and-rescue networks, 1978-80 (EMON)",
    "description": (
        "Reported communication between the organisations that answered seven emergencies. "
        "Ties are directed reports without dates; strength is the reported frequency, from 1 "
        "(continuously) to 4 (about once a day or less): a low number means more contact."
    ),
    "licenses": [
        {
            "name": "CC-BY-4.0",
            "title": "Creative Commons Attribution 4.0 International",
            "path": "https://creativecommons.org/licenses/by/4.0/",
        }
    ],
    "sources": [
        {"title": MONOGRAPH},
        {"title": "statnet.data, data set emon, CC BY 4.0"},
    ],
}


def readable(name: str) -> str:
    """The name as it was before R made it a column name; the original is kept beside it."""
    if name in NAMES:
        return NAMES[name]
    text = re.sub(r"\.\.([^.].*?)\.(\.|$)", r" (\1) ", name)
    text = text.replace(".s.", "'s ").replace(".", " ")
    return re.sub(r"\s+", " ", text).replace(" )", ")").strip()


def agency_id(network: str, row: str) -> str:
    """A plain text id, unique over the seven networks."""
    return f"{network}-{int(row):02}"


def partnerships() -> list[dict[str, str]]:
    return [
        {"partnership": key, "name": name, "area": area, "citation": CITATION, "provenance": "documented"}
        for key, (name, area) in NETWORKS.items()
    ]


def agencies(nodes: list[dict[str, str]]) -> list[dict[str, str]]:
    return [
        {
            "agency": agency_id(node["network"], node["id"]),
            "name": readable(node["name"]),
            "sector": node["Sponsorship"],
            "partnership": node["network"],
            "location": LOCATIONS[node["Location"]],
            "command_rank": node["Command.Rank.Score"],
            "decision_rank": node["Decision.Rank.Score"],
            "formalization": node["Formalization"],
            "paid_staff": node["Paid.Staff"],
            "volunteer_staff": node["Volunteer.Staff"],
            "row": node["id"],
            "original_name": node["name"],
            "citation": CITATION,
            "provenance": "documented",
        }
        for node in nodes
    ]


def ties(edges: list[dict[str, str]]) -> list[dict[str, str]]:
    return [
        {
            "source": agency_id(edge["network"], edge["source_id"]),
            "target": agency_id(edge["network"], edge["target_id"]),
            "relation": "communication",
            "strength": edge["frequency"],
            "citation": CITATION,
            "provenance": "documented",
        }
        for edge in edges
    ]


def sources() -> list[dict[str, str]]:
    return [
        {
            "citation": CITATION,
            "title": MONOGRAPH,
            "kind": "monograph",
            "locator": "Institute of Behavioral Science, Monograph 33",
        }
    ]


def rows_of(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as stream:
        return list(csv.DictReader(stream))


def main(arguments: list[str]) -> int:
    """Read the two tables of the folder given and write the study."""
    if len(arguments) != 1:
        print(__doc__, file=sys.stderr)
        return 2
    folder = Path(arguments[0])
    tables = {
        "partnerships": partnerships(),
        "agencies": agencies(rows_of(folder / "emon_nodes.csv")),
        "ties": ties(rows_of(folder / "emon_edges.csv")),
        "sources": sources(),
    }
    write_folder(TARGET, ABOUT, tables)
    return 0


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
