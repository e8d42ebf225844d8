"""Checks of the organisation: units, people, cycles, KPIs and their targets."""

import re
from collections import defaultdict
from itertools import pairwise

from checks.arithmetic import day
from checks.common import CHOICES, Checker


class OrganizationChecks(Checker):
    """Everything that goals refer to."""

    def check_organization(self) -> None:
        self.check_units()
        self.check_people()
        self.check_cycles()
        self.check_kpis()
        self.check_drivers()
        self.check_targets()

    def check_units(self) -> None:
        units = self.content["units"]
        self.unique([u["code"] for u in units], "units")
        seen: set[str] = set()
        for unit in units:
            self.choose(unit["kind"], "unit kind", unit["code"])
            self.need(
                unit["parent"] in seen or (unit["parent"] is None and not seen),
                unit["code"],
                "its parent does not come before it",
            )
            self.need(unit["lead"] in self.people, unit["code"], f"unknown lead {unit['lead']}")
            seen.add(unit["code"])
        in_data = {code for code in self.facts.columns if "-" in code}
        carriers = {u["code"] for u in units if u["kind"] == "team"}
        self.need(
            in_data == carriers, "units", f"differ from the data: {sorted(in_data ^ carriers)}"
        )

    def check_people(self) -> None:
        people = self.content["people"]
        self.unique([p["key"] for p in people], "people")
        self.unique([p["email"] for p in people], "people")
        self.unique([p["name"]["en"] for p in people], "people")
        self.unique([p["name"]["zh"] for p in people], "people")
        seen: set[str] = set()
        for person in people:
            where = person["key"]
            self.need(person["unit"] in self.units, where, f"unknown unit {person['unit']}")
            self.need(
                person["manager"] in seen or (person["manager"] is None and not seen),
                where,
                "its manager does not come before it",
            )
            self.need(
                bool(re.fullmatch(r"[a-z.]+@nyc-air\.example", person["email"])), where, "e-mail"
            )
            for role in person.get("login_roles", []):
                self.choose(role, "role", where)
            seen.add(where)
        self.need(
            people[0].get("login_roles") == ["administrator"],
            "people",
            "the administrator is not first",
        )
        used = {role for p in people for role in p.get("login_roles", [])}
        self.need(used == CHOICES["role"], "people", f"no login has {CHOICES['role'] - used}")

    def check_cycles(self) -> None:
        self.unique([c["key"] for c in self.content["cycles"]], "cycles")
        siblings = defaultdict(list)
        for cycle in self.content["cycles"]:
            where = cycle["key"]
            self.choose(cycle["kind"], "cycle kind", where)
            self.choose(cycle["phase"], "phase", where)
            self.need(day(cycle["starts_on"]) < day(cycle["ends_on"]), where, "is empty")
            self.need(
                (cycle["phase"] == "closed") == (day(cycle["ends_on"]) <= self.today),
                where,
                "phase",
            )
            if cycle["parent"]:
                parent = self.cycles[cycle["parent"]]
                self.need(
                    parent["starts_on"] <= cycle["starts_on"]
                    and cycle["ends_on"] <= parent["ends_on"],
                    where,
                    "leaves its parent",
                )
            siblings[cycle["parent"]].append(cycle)
        for cycles in siblings.values():
            for before, after in pairwise(cycles):
                self.need(
                    before["ends_on"] <= after["starts_on"], after["key"], "overlaps its sibling"
                )

    def check_kpis(self) -> None:
        self.unique([k["code"] for k in self.content["kpis"]], "kpis")
        columns = set(next(iter(self.facts.columns["NYC"].values())))
        for kpi in self.content["kpis"]:
            where = kpi["code"]
            for field, choice in (
                ("format", "format"),
                ("direction", "direction"),
                ("time_aggregation", "aggregation"),
                ("unit_aggregation", "aggregation"),
                ("missing_policy", "missing policy"),
                ("perspective", "perspective"),
            ):
                self.choose(kpi[field], choice, where)
            used = [kpi[f] for f in ("numerator", "denominator", "value_column") if f in kpi]
            recorded = 2 if kpi["time_aggregation"] == "ratio" else 1
            self.need(len(used) == (0 if "formula" in kpi else recorded), where, "columns")
            self.need(set(used) <= columns, where, f"unknown column in {used}")
            self.need(
                kpi.get("counter", "otd_rate") in self.facts.kpis and kpi.get("counter") != where,
                where,
                "counter-metric",
            )
            self.need(kpi["due_working_days"] >= 0 and kpi["category"], where, "definition sheet")
            self.need(
                kpi["owner"] in self.people and kpi["steward"] in self.people,
                where,
                "owner or steward",
            )
        for code in ("otd_rate", "cancel_rate", "mean_arr_delay", "flights_operated"):
            self.need(code in self.facts.kpis, "kpis", f"{code} is missing")

    def check_drivers(self) -> None:
        pairs = [(d["driver"], d["driven"]) for d in self.content["kpi_drivers"]]
        self.unique(pairs, "kpi_drivers")
        for driver in self.content["kpi_drivers"]:
            where = f"driver {driver['driver']} of {driver['driven']}"
            ends = {driver["driver"], driver["driven"]}
            self.need(len(ends) == 2 and ends <= set(self.facts.kpis), where, "reference")
            self.need(driver["influence"] in ("same", "opposite"), where, "influence")

    def check_targets(self) -> None:
        spans = defaultdict(list)
        for target in self.content["kpi_targets"]:
            where = f"target {target['kpi']} {target['unit']} {target['starts_on']}"
            self.need(
                target["kpi"] in self.facts.kpis and target["unit"] in self.units,
                where,
                "reference",
            )
            self.need(target["starts_on"] < target["ends_on"], where, "is empty")
            steps = [target[f] for f in ("floor", "target", "stretch") if f in target]
            direction = self.facts.kpis[target["kpi"]]["direction"]
            ordered = sorted(steps, reverse=direction == "lower")
            self.need(
                steps == ordered and len(set(steps)) == len(steps), where, f"order of {steps}"
            )
            has_range = "range_low" in target
            self.need(has_range == (direction == "range"), where, "a range is for range KPIs")
            self.need(
                not has_range or target["range_low"] < target["range_high"], where, "empty range"
            )
            spans[target["kpi"], target["unit"]].append((target["starts_on"], target["ends_on"]))
        for key, of_key in spans.items():
            of_key.sort()
            for (_, end), (start, _) in pairwise(of_key):
                self.need(end <= start, f"target {key}", "overlaps")
