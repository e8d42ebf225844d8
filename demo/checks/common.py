"""What every check needs: the content, its indexes, the allowed words, and the list of faults."""

from collections import Counter

from checks.arithmetic import MAINTAIN, Facts, Scores, day

CHOICES = {
    "unit kind": {"company", "site", "department", "team"},
    "role": {
        "administrator",
        "goal_administrator",
        "performance_administrator",
        "member",
        "auditor",
    },
    "cycle kind": {"annual", "half", "quarter", "two_month", "month", "custom"},
    "phase": {"planning", "active", "closing", "closed"},
    "format": {"number", "percent", "currency", "duration", "custom"},
    "direction": {"higher", "lower", "range"},
    "aggregation": {"sum", "mean", "last", "min", "max", "count", "ratio"},
    "missing policy": {"null", "zero", "carry_forward"},
    "perspective": {"financial", "customer", "process", "learning"},
    "objective kind": {"committed", "aspirational"},
    "progress mode": {"key_results", "aligned_objectives", "both"},
    "visibility": {"organization", "unit", "confidential"},
    "state": {"draft", "published", "closed"},
    "key result kind": {"increase", "decrease", *MAINTAIN, "milestones", "yes_no", "baseline"},
    "pace": {"linear", "phased", "seasonal"},
    "link role": {"measures", "drives", "guards"},
    "window": {"latest_complete", "latest_so_far", "cycle_to_date", "rolling", "whole_cycle"},
    "status": {"on_track", "at_risk", "off_track", "done"},
}


class Checker:
    """Holds the content and collects faults; the checks themselves are mixed in by subject."""

    def __init__(self, content: dict):
        self.content = content
        self.faults: list[str] = []
        self.facts = Facts(content["kpis"], content["kpi_targets"])
        self.today = day(content["clock"]["data_loaded_to"])
        self.scores = Scores(content, self.facts, self.today)
        self.units = {u["code"]: u for u in content["units"]}
        self.people = {p["key"]: p for p in content["people"]}
        self.cycles = {c["key"]: c for c in content["cycles"]}
        self.pillars = {p["key"] for p in content["pillars"]}
        self.objectives = {o["key"]: o for o in content["objectives"]}
        self.key_results = {k["key"]: k for o in content["objectives"] for k in o["key_results"]}
        self.owner_objective = {
            k["key"]: o for o in content["objectives"] for k in o["key_results"]
        }

    def need(self, condition: bool, where: str, what: str) -> None:
        if not condition:
            self.faults.append(f"{where}: {what}")

    def choose(self, value: str, choice: str, where: str) -> None:
        self.need(value in CHOICES[choice], where, f"`{value}` is not a {choice}")

    def unique(self, values: list[str], what: str) -> None:
        for value, count in Counter(values).items():
            self.need(count == 1, what, f"`{value}` occurs {count} times")
