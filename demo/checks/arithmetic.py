"""What content.json amounts to: KPI values from the daily counts, progress, expectation, status.

A second, small implementation of the application's arithmetic in plain Python over
flights_daily.csv.gz. It shares no code with the application on purpose: where the two disagree, one
of them is wrong. Spans of days are half-open, [start, end); "today" is the first day without data.
"""

import csv
import gzip
from collections import defaultdict
from datetime import date, timedelta
from itertools import pairwise
from pathlib import Path

DAILY = Path(__file__).resolve().parents[1] / "flights_daily.csv.gz"
MAINTAIN = ("at_least", "at_most", "between")
ON_TRACK_GAP, AT_RISK_GAP = 0.05, 0.25


def day(text: str) -> date:
    return date.fromisoformat(text)


class Facts:
    """Daily counts by unit code, and KPI values over spans of days."""

    def __init__(self, kpis: list[dict], targets: list[dict] = ()):
        self.kpis = {kpi["code"]: kpi for kpi in kpis}
        self.targets = targets
        self.columns: dict[str, dict[date, dict[str, int]]] = defaultdict(dict)
        with gzip.open(DAILY, "rt", encoding="ascii", newline="") as file:
            for row in csv.DictReader(file):
                self._add(row)

    def _add(self, row: dict[str, str]) -> None:
        on = day(row.pop("date"))
        origin, carrier = row.pop("origin"), row.pop("carrier")
        for unit in ("NYC", origin, f"{origin}-{carrier}"):
            sums = self.columns[unit].setdefault(on, defaultdict(int))
            for column, text in row.items():
                sums[column] += int(text)

    def value(self, code: str, unit: str, start: date, end: date) -> float | None:
        """The KPI of the unit over [start, end); None without data."""
        kpi = self.kpis[code]
        days = [sums for on, sums in self.columns[unit].items() if start <= on < end]
        if not days:
            return None
        if kpi["time_aggregation"] == "ratio":
            numerator = sum(sums[kpi["numerator"]] for sums in days)
            denominator = sum(sums[kpi["denominator"]] for sums in days)
            return kpi["scale"] * numerator / denominator if denominator else None
        return kpi["scale"] * sum(sums[kpi["value_column"]] for sums in days)

    def floor(self, code: str, unit: str, on: date) -> float | None:
        """The floor of the KPI's target on a day: the limit of a guard without its own."""
        return next(
            (
                target.get("floor")
                for target in self.targets
                if (target["kpi"], target["unit"]) == (code, unit)
                and day(target["starts_on"]) <= on < day(target["ends_on"])
            ),
            None,
        )

    def daily(self, code: str, unit: str, start: date, end: date) -> list[tuple[date, float]]:
        """The known daily values in [start, end)."""
        days = sorted(on for on in self.columns[unit] if start <= on < end)
        values = ((on, self.value(code, unit, on, on + timedelta(days=1))) for on in days)
        return [(on, value) for on, value in values if value is not None]


def window_span(link: dict, cycle: dict, today: date) -> tuple[date, date] | None:
    """The days a link reads as of `today`. A closed cycle is read as of its end."""
    start, end = day(cycle["starts_on"]), day(cycle["ends_on"])
    until = min(today, end)
    if link["window"] == "cycle_to_date":
        return (start, until) if start < until else None
    if link["window"] == "rolling":
        return until - timedelta(days=link["window_periods"]), until
    if link["window"] == "whole_cycle":
        return (start, end) if today >= end else None
    return until - timedelta(days=1), until


def link_value(facts: Facts, link: dict, cycle: dict, today: date) -> float | None:
    span = window_span(link, cycle, today)
    return facts.value(link["kpi"], link["unit"], *span) if span else None


def goalposts(key_result: dict, today: date) -> tuple[float | None, float | None]:
    """Start and target after the moves made by `today`; the fields hold the original ones."""
    posts = {"start": key_result.get("start"), "target": key_result.get("target")}
    for move in key_result.get("goalpost_changes", []):
        if day(move["on"]) <= today:
            posts[move["field"]] = move["to"]
    return posts["start"], posts["target"]


def measuring_link(key_result: dict) -> dict | None:
    return next((link for link in key_result["links"] if link["role"] == "measures"), None)


def current_value(facts: Facts, key_result: dict, cycle: dict, today: date) -> float | None:
    """The measuring KPI's value, else the last value checked in."""
    link = measuring_link(key_result)
    if link:
        return link_value(facts, link, cycle, today)
    values = [
        c["value"]
        for c in key_result["check_ins"]
        if c["value"] is not None and day(c["on"]) <= today
    ]
    return values[-1] if values else None


def maintain_progress(key_result: dict, value: float) -> float:
    """1 while the condition holds (equality holds), else linearly down to 0 at the declared end."""
    low = key_result["target"] if key_result["kind"] in ("at_least", "between") else None
    high = (
        key_result["target"] if key_result["kind"] == "at_most" else key_result.get("target_high")
    )
    if low is not None and value < low:
        zero = key_result.get("zero_low")
        return 0.0 if zero is None else max(0.0, (value - zero) / (low - zero))
    if high is not None and value > high:
        zero = key_result.get("zero_high")
        return 0.0 if zero is None else max(0.0, (zero - value) / (zero - high))
    return 1.0


def holds(key_result: dict, value: float) -> bool:
    return maintain_progress({**key_result, "zero_low": None, "zero_high": None}, value) == 1.0


def raw_progress(facts: Facts, key_result: dict, cycle: dict, today: date) -> float | None:
    """Progress before clamping; None without a value and for baselines."""
    kind = key_result["kind"]
    if kind == "milestones":
        total = sum(m["weight"] for m in key_result["milestones"])
        done = sum(
            m["weight"]
            for m in key_result["milestones"]
            if m.get("done_on") and day(m["done_on"]) <= today
        )
        return done / total
    value = current_value(facts, key_result, cycle, today)
    if value is None or kind == "baseline":
        return None
    if kind == "yes_no":
        return value
    if kind in MAINTAIN:
        if key_result["over_time"]:
            link = measuring_link(key_result)
            days = facts.daily(link["kpi"], link["unit"], *window_span(link, cycle, today))
            return sum(holds(key_result, value) for _, value in days) / len(days)
        return maintain_progress(key_result, value)
    start, target = goalposts(key_result, today)
    return None if start == target else (value - start) / (target - start)


def elapsed_share(cycle: dict, today: date) -> float:
    start, end = day(cycle["starts_on"]), day(cycle["ends_on"])
    return min(1.0, max(0.0, (today - start).days / (end - start).days))


def phased_share(key_result: dict, cycle: dict, today: date) -> float:
    points = [(day(cycle["starts_on"]), 0.0)]
    points += [(day(p["on"]), p["share"]) for p in key_result["phases"]]
    points.append((day(cycle["ends_on"]), 1.0))
    for (before, low), (after, high) in pairwise(points):
        if before <= today <= after:
            return low + (high - low) * (today - before).days / (after - before).days
    return 1.0


def expected(key_result: dict, cycle: dict, today: date) -> float:
    """Where progress should be by now (every day is a working day here)."""
    milestones = key_result["milestones"]
    if key_result["kind"] in MAINTAIN:
        return 1.0
    if key_result["kind"] == "milestones" and any(m.get("due_on") for m in milestones):
        due = sum(m["weight"] for m in milestones if m.get("due_on") and day(m["due_on"]) < today)
        return due / sum(m["weight"] for m in milestones)
    if key_result["pace"] == "phased":
        return phased_share(key_result, cycle, today)
    return elapsed_share(cycle, today)


def status_of(progress: float | None, expectation: float, can_be_done: bool) -> str:
    if progress is None:
        return "no_data"
    if can_be_done and progress >= 1:
        return "done"
    gap = expectation - progress
    return "on_track" if gap <= ON_TRACK_GAP else "at_risk" if gap <= AT_RISK_GAP else "off_track"


def clamp(value: float) -> float:
    return min(1.0, max(0.0, value))


def key_result_score(facts: Facts, key_result: dict, cycle: dict, today: date) -> dict:
    raw = raw_progress(facts, key_result, cycle, today)
    progress = None if raw is None else clamp(raw)
    expectation = expected(key_result, cycle, today)
    status = status_of(progress, expectation, key_result["kind"] not in MAINTAIN)
    if (
        key_result["kind"] == "baseline"
        and current_value(facts, key_result, cycle, today) is not None
    ):
        status = "done"
    return {"raw": raw, "progress": progress, "expected": expectation, "status": status}


def is_breached(facts: Facts, link: dict, cycle: dict, today: date) -> bool:
    """Whether a guard is worse than its own limit, or than the floor where it has none."""
    value = link_value(facts, link, cycle, today)
    limit = link["limit"]
    if limit is None:
        last_day = min(today, day(cycle["ends_on"])) - timedelta(days=1)
        limit = facts.floor(link["kpi"], link["unit"], last_day)
    if value is None or limit is None:
        return False
    return value > limit if facts.kpis[link["kpi"]]["direction"] == "lower" else value < limit


class Scores:
    """Scores of objectives and key results as of one day."""

    def __init__(self, content: dict, facts: Facts, today: date):
        self.facts, self.today = facts, today
        self.cycles = {cycle["key"]: cycle for cycle in content["cycles"]}
        self.objectives = {o["key"]: o for o in content["objectives"]}
        self.supporters = defaultdict(list)
        for objective in content["objectives"]:
            for tie in objective["aligned_to"]:
                if tie.get("objective") and tie["contribution"] is not None:
                    self.supporters[tie["objective"]].append((objective, tie["contribution"]))

    def key_result(self, objective: dict, key_result: dict) -> dict:
        return key_result_score(self.facts, key_result, self.cycles[objective["cycle"]], self.today)

    def children(self, objective: dict):
        """(weight, score) of everything the objective's mode counts."""
        is_closed = self.cycles[objective["cycle"]]["phase"] == "closed"
        if objective["progress_mode"] != "aligned_objectives":
            for key_result in objective["key_results"]:
                score = self.key_result(objective, key_result)
                if key_result["kind"] == "baseline" or key_result["is_excluded"]:
                    continue
                if score["progress"] is None and is_closed:
                    score = {**score, "progress": 0.0}
                yield key_result["weight"], score
        if objective["progress_mode"] != "key_results":
            for supporter, weight in self.supporters[objective["key"]]:
                if supporter["state"] != "draft":
                    yield weight, self.objective(supporter)

    def objective(self, objective: dict) -> dict:
        """Weighted means over the children with data; coverage is the share of weight with data."""
        children = [child for child in self.children(objective) if child[0] > 0]
        known = [(weight, score) for weight, score in children if score["progress"] is not None]
        total, weight_known = sum(w for w, _ in children), sum(w for w, _ in known)
        if not known:
            return {"progress": None, "expected": None, "coverage": 0.0, "status": "no_data"}
        progress = sum(w * s["progress"] for w, s in known) / weight_known
        expectation = sum(w * s["expected"] for w, s in known) / weight_known
        status = status_of(progress, expectation, True)
        guards = [
            link
            for k in objective["key_results"]
            for link in k["links"]
            if link["role"] == "guards"
        ]
        cycle = self.cycles[objective["cycle"]]
        is_held_back = any(
            is_breached(self.facts, link, cycle, self.today) for link in guards
        ) or any(
            supporter["kind"] == "committed" and self.objective(supporter)["status"] == "off_track"
            for supporter, _ in self.supporters[objective["key"]]
            if supporter["state"] != "draft"
        )
        if is_held_back and status in ("on_track", "done"):
            status = "at_risk"
        return {
            "progress": progress,
            "expected": expectation,
            "coverage": weight_known / total,
            "status": status,
        }
