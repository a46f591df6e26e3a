"""Maps how learning travels between agencies that serve the same people.

Public names are loaded when first used, so that small commands start fast. No room of the package
bears the name of a public function: `netmap.ties` stays callable whatever has been imported.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from netmap.boundary_zones.two_mode import attendance_matrix as attendance_matrix
    from netmap.boundary_zones.zone_table import zones as zones
    from netmap.brokers.brokerage import brokerage as brokerage
    from netmap.brokers.champions import champions as champions
    from netmap.brokers.class_reliance import class_reliance as class_reliance
    from netmap.brokers.covering import covering_set as covering_set
    from netmap.comparison.agency_matrices import agency_matrices as agency_matrices
    from netmap.comparison.comparing import compare as compare
    from netmap.comparison.kind_changes import kind_changes as kind_changes
    from netmap.comparison.matrices import relation_matrix as relation_matrix
    from netmap.comparison.mrqap import mrqap as mrqap
    from netmap.comparison.propositions import propositions as propositions
    from netmap.comparison.qap import qap_correlation as qap_correlation
    from netmap.comparison.recording_bounds import recording_bounds as recording_bounds
    from netmap.comparison.tie_changes import tie_changes as tie_changes
    from netmap.comparison.trail_survival import trail_survival as trail_survival
    from netmap.comparison.windows import windows as windows
    from netmap.files.writing import write_study as write_study
    from netmap.gap_rules.finding_gaps import gaps as gaps
    from netmap.gap_rules.offers import coverage as coverage
    from netmap.gap_rules.shared_interests import shared_interests as shared_interests
    from netmap.graph_measures.measure_table import measures as measures
    from netmap.graph_measures.network_figures import network_measures as network_measures
    from netmap.learning.after_event import diffusion as diffusion
    from netmap.learning.crossings_of_paths import crossings as crossings
    from netmap.learning.loops import loops as loops
    from netmap.learning.one_path import learning_path as learning_path
    from netmap.learning.over_time import reach_over_time as reach_over_time
    from netmap.learning.path_rule import PathRule as PathRule
    from netmap.learning.sideways import arrival_matrix as arrival_matrix
    from netmap.learning.sideways import horizontal_reach as horizontal_reach
    from netmap.learning.transmission import transmission_curve as transmission_curve
    from netmap.learning.upwards import vertical_reach as vertical_reach
    from netmap.library.named_studies import read_study as read_study
    from netmap.library.stored_partnerships import stored_partnerships as stored_partnerships
    from netmap.model.citing import cite as cite
    from netmap.model.errors import ArgumentError as ArgumentError
    from netmap.model.errors import NetmapError as NetmapError
    from netmap.model.errors import Problem as Problem
    from netmap.model.errors import StudyError as StudyError
    from netmap.model.study import Study as Study
    from netmap.model.study_building import from_tables as from_tables
    from netmap.network_files.handing_over import read_network as read_network
    from netmap.network_files.handing_over import write_network as write_network
    from netmap.records.imports.import_file import import_file as import_file
    from netmap.simulation.plan import SimulationPlan as SimulationPlan
    from netmap.simulation.simulating import simulate as simulate
    from netmap.tie_kinds.agreement import kind_agreement as kind_agreement
    from netmap.tie_kinds.between_agencies import agency_ties as agency_ties
    from netmap.tie_kinds.classes import tie_lives as tie_lives
    from netmap.tie_kinds.classes import ties as ties
    from netmap.tie_kinds.nx_graph import graph as graph
    from netmap.tie_kinds.policy import TiePolicy as TiePolicy
    from netmap.what_if.changed_study import AddedZone as AddedZone
    from netmap.what_if.introductions import introductions as introductions
    from netmap.what_if.scenario import scenario as scenario

PUBLIC = {
    "AddedZone": "netmap.what_if.changed_study",
    "ArgumentError": "netmap.model.errors",
    "NetmapError": "netmap.model.errors",
    "PathRule": "netmap.learning.path_rule",
    "Problem": "netmap.model.errors",
    "SimulationPlan": "netmap.simulation.plan",
    "Study": "netmap.model.study",
    "StudyError": "netmap.model.errors",
    "TiePolicy": "netmap.tie_kinds.policy",
    "agency_matrices": "netmap.comparison.agency_matrices",
    "agency_ties": "netmap.tie_kinds.between_agencies",
    "arrival_matrix": "netmap.learning.sideways",
    "attendance_matrix": "netmap.boundary_zones.two_mode",
    "brokerage": "netmap.brokers.brokerage",
    "champions": "netmap.brokers.champions",
    "cite": "netmap.model.citing",
    "class_reliance": "netmap.brokers.class_reliance",
    "compare": "netmap.comparison.comparing",
    "coverage": "netmap.gap_rules.offers",
    "covering_set": "netmap.brokers.covering",
    "crossings": "netmap.learning.crossings_of_paths",
    "diffusion": "netmap.learning.after_event",
    "from_tables": "netmap.model.study_building",
    "gaps": "netmap.gap_rules.finding_gaps",
    "graph": "netmap.tie_kinds.nx_graph",
    "horizontal_reach": "netmap.learning.sideways",
    "import_file": "netmap.records.imports.import_file",
    "introductions": "netmap.what_if.introductions",
    "kind_agreement": "netmap.tie_kinds.agreement",
    "kind_changes": "netmap.comparison.kind_changes",
    "learning_path": "netmap.learning.one_path",
    "loops": "netmap.learning.loops",
    "measures": "netmap.graph_measures.measure_table",
    "mrqap": "netmap.comparison.mrqap",
    "network_measures": "netmap.graph_measures.network_figures",
    "propositions": "netmap.comparison.propositions",
    "qap_correlation": "netmap.comparison.qap",
    "reach_over_time": "netmap.learning.over_time",
    "read_network": "netmap.network_files.handing_over",
    "read_study": "netmap.library.named_studies",
    "recording_bounds": "netmap.comparison.recording_bounds",
    "relation_matrix": "netmap.comparison.matrices",
    "scenario": "netmap.what_if.scenario",
    "shared_interests": "netmap.gap_rules.shared_interests",
    "simulate": "netmap.simulation.simulating",
    "stored_partnerships": "netmap.library.stored_partnerships",
    "tie_changes": "netmap.comparison.tie_changes",
    "tie_lives": "netmap.tie_kinds.classes",
    "ties": "netmap.tie_kinds.classes",
    "trail_survival": "netmap.comparison.trail_survival",
    "transmission_curve": "netmap.learning.transmission",
    "vertical_reach": "netmap.learning.upwards",
    "windows": "netmap.comparison.windows",
    "write_network": "netmap.network_files.handing_over",
    "write_study": "netmap.files.writing",
    "zones": "netmap.boundary_zones.zone_table",
}
"""Every public name and the module it lives in."""

__all__ = sorted([*PUBLIC, "__version__"])  # noqa: PLE0605


def __getattr__(name: str) -> Any:
    if name == "__version__":
        from netmap.model.citing import program_version

        found: Any = program_version()
    elif name in PUBLIC:
        found = getattr(import_module(PUBLIC[name]), name)
    else:
        raise AttributeError(f"module 'netmap' has no attribute {name!r}")
    globals()[name] = found
    return found


def __dir__() -> list[str]:
    return __all__
