"""Every rule by which gaps are found, in the order in which they are listed."""

from __future__ import annotations

from netmap.gap_rules.route_rules import (
    no_return_route,
    no_upward_route,
    single_champion,
    weak_return_route,
    weak_upward_route,
)
from netmap.gap_rules.rule import ATTENDANCE, HIGH, LOW, MEDIUM, RECORDS, Rule
from netmap.gap_rules.service_rules import (
    broken_trajectory,
    no_boundary_zone,
    uncovered_need,
    unlinked_services,
)
from netmap.gap_rules.silence import silent_agency
from netmap.gap_rules.tie_rules import isolated, network_gone_dormant, one_way, trail_about_to_fade
from netmap.gap_rules.zone_rules import dominated_zone, informal_zone, users_absent, zone_gone_quiet
from netmap.model.i18n import N_

RULES: tuple[Rule, ...] = (
    Rule("no-upward-route", 1, HIGH, N_("Not heard"), no_upward_route),
    Rule("no-return-route", 1, MEDIUM, N_("Not told"), no_return_route),
    Rule("weak-upward-route", 1, MEDIUM, N_("Hardly heard"), weak_upward_route, by_chance=True),
    Rule("weak-return-route", 1, MEDIUM, N_("Hardly told"), weak_return_route, by_chance=True),
    Rule("single-champion", 1, HIGH, N_("A way that hangs on one person"), single_champion),
    Rule("unlinked-services", 1, HIGH, N_("Same need and area, no tie"), unlinked_services),
    Rule("uncovered-need", 1, MEDIUM, N_("Need without a service"), uncovered_need, done_at=RECORDS),
    Rule(
        "no-boundary-zone",
        3,
        MEDIUM,
        N_("Common ground, no boundary zone"),
        no_boundary_zone,
        done_at=RECORDS,
    ),
    Rule(
        "informal-zone",
        1,
        MEDIUM,
        N_("Boundary zone without standing or purpose"),
        informal_zone,
        done_at=RECORDS,
    ),
    Rule(
        "dominated-zone",
        1,
        MEDIUM,
        N_("Boundary zone that one agency fills"),
        dominated_zone,
        done_at=RECORDS,
    ),
    Rule("zone-gone-quiet", 1, MEDIUM, N_("Boundary zone gone quiet"), zone_gone_quiet, done_at=ATTENDANCE),
    Rule("network-gone-dormant", 1, MEDIUM, N_("Networks gone dormant"), network_gone_dormant),
    Rule("trail-about-to-fade", 1, LOW, N_("Trails about to fade"), trail_about_to_fade, done_at=ATTENDANCE),
    Rule("isolated", 1, MEDIUM, N_("No active tie to another agency"), isolated),
    Rule("broken-trajectory", 1, HIGH, N_("Hand-over that no tie carries"), broken_trajectory, directed=True),
    Rule("users-absent", 1, MEDIUM, N_("Users absent"), users_absent, done_at=RECORDS),
    Rule("one-way", 1, LOW, N_("Talk one way"), one_way, directed=True),
    Rule("silent-agency", 1, LOW, N_("No data"), silent_agency, done_at=ATTENDANCE),
)
"""The list; a rule is one function and one line here."""
