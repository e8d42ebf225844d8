"""Checks of objectives, key results and alignment: references, dates, arithmetic and grades."""

from collections import Counter

from checks.arithmetic import MAINTAIN, current_value, day, goalposts, measuring_link
from checks.common import CHOICES, Checker


class GoalChecks(Checker):
    """One method per noun; each fault names the goal it was found at."""

    def check_goals(self) -> None:
        objectives = self.content["objectives"]
        self.unique([o["key"] for o in objectives], "objectives")
        self.unique([k["key"] for o in objectives for k in o["key_results"]], "key results")
        for objective in objectives:
            self.check_objective(objective)
        self.check_alignment_has_no_cycle()
        self.check_variety()

    def check_objective(self, objective: dict) -> None:
        where = objective["key"]
        cycle = self.cycles[objective["cycle"]]
        for field, choice in (
            ("kind", "objective kind"),
            ("progress_mode", "progress mode"),
            ("visibility", "visibility"),
            ("state", "state"),
        ):
            self.choose(objective[field], choice, where)
        self.need(objective["owner"] in self.people, where, "unknown owner")
        self.need(
            objective["owner_unit"] is None or objective["owner_unit"] in self.units, where, "unit"
        )
        self.need(
            objective["pillar"] is None or objective["pillar"] in self.pillars, where, "pillar"
        )
        self.need(
            objective["owner_unit"] != "NYC" or objective["pillar"] is not None,
            where,
            "a company objective serves no pillar",
        )
        self.need(objective["weight"] >= 0, where, "negative weight")
        self.need((objective["state"] == "closed") == (cycle["phase"] == "closed"), where, "state")
        published = objective["published_on"]
        self.need((published is None) == (objective["state"] == "draft"), where, "published_on")
        self.need(
            published is None or cycle["starts_on"] <= published < cycle["ends_on"],
            where,
            "published outside its cycle",
        )
        self.need(
            bool(objective["key_results"]) == (objective["progress_mode"] != "aligned_objectives"),
            where,
            "key results and progress mode disagree",
        )
        for tie in objective["aligned_to"]:
            self.check_tie(objective, tie)
        for key_result in objective["key_results"]:
            self.check_key_result(objective, key_result)
        self.check_grade(objective, where, lambda: self.scores.objective(objective)["progress"])

    def check_tie(self, objective: dict, tie: dict) -> None:
        where = objective["key"]
        if tie.get("key_result"):
            self.need(tie["key_result"] in self.key_results, where, f"aligned to unknown {tie}")
            self.need(tie["contribution"] is None, where, "support for a key result never counts")
            target = self.owner_objective.get(tie["key_result"])
        else:
            target = self.objectives.get(tie["objective"])
            self.need(target is not None, where, f"aligned to unknown {tie}")
            if target and tie["contribution"] is not None:
                self.need(tie["contribution"] >= 0, where, "negative contribution")
                self.need(
                    target["progress_mode"] != "key_results",
                    where,
                    f"contributes to {target['key']}, which counts only key results",
                )
        if target:
            above, own = self.cycles[target["cycle"]], self.cycles[objective["cycle"]]
            self.need(
                above["starts_on"] <= own["starts_on"] and own["ends_on"] <= above["ends_on"],
                where,
                "supports a goal of another time",
            )

    def check_alignment_has_no_cycle(self) -> None:
        above = {
            o["key"]: [
                tie["objective"]
                if "objective" in tie
                else self.owner_objective[tie["key_result"]]["key"]
                for tie in o["aligned_to"]
            ]
            for o in self.content["objectives"]
        }

        def climb(key: str, path: tuple[str, ...]) -> None:
            self.need(key not in path, "alignment", "cycle " + " → ".join((*path, key)))
            if key not in path:
                for target in above[key]:
                    climb(target, (*path, key))

        for key in above:
            climb(key, ())

    def check_key_result(self, objective: dict, key_result: dict) -> None:
        where = key_result["key"]
        cycle = self.cycles[objective["cycle"]]
        self.choose(key_result["kind"], "key result kind", where)
        self.choose(key_result["format"], "format", where)
        self.choose(key_result["pace"], "pace", where)
        self.need(key_result["owner"] in self.people, where, "unknown owner")
        self.need(key_result["weight"] >= 0, where, "negative weight")
        self.check_measure(key_result, where)
        self.check_links(key_result, where)
        self.need((key_result["pace"] == "phased") == bool(key_result["phases"]), where, "phases")
        steps = [(p["on"], p["share"]) for p in key_result["phases"]]
        self.need(
            steps == sorted(steps) and all(0 < share <= 1 for _, share in steps), where, "phases"
        )
        self.need(
            all(cycle["starts_on"] < on < cycle["ends_on"] for on, _ in steps), where, "phase date"
        )
        for milestone in key_result["milestones"]:
            due, done = milestone["due_on"], milestone.get("done_on")
            self.need(cycle["starts_on"] <= due < cycle["ends_on"], where, f"milestone due {due}")
            self.need(done is None or day(done) < self.today, where, f"milestone done {done}")
        for move in key_result.get("goalpost_changes", []):
            self.need(
                objective["published_on"] < move["on"] < cycle["ends_on"]
                and day(move["on"]) < self.today,
                where,
                f"goalpost moved {move['on']}",
            )
            self.need(move["field"] in ("start", "target"), where, "goalpost field")
        self.check_check_ins(objective, key_result, where)
        is_graded = key_result["kind"] != "baseline" and not key_result["is_excluded"]
        self.need(
            key_result["is_excluded"] == ("exclusion_reason" in key_result),
            where,
            "exclusion reason",
        )
        if is_graded:
            self.check_grade(
                {**objective, "grade": key_result.get("grade")},
                where,
                lambda: self.scores.key_result(objective, key_result)["progress"] or 0.0,
            )
        else:
            self.need("grade" not in key_result, where, "has a grade and should not")

    def check_measure(self, key_result: dict, where: str) -> None:
        kind, start, target = key_result["kind"], key_result.get("start"), key_result.get("target")
        if kind in ("increase", "decrease"):
            for begin, end in ((start, target), goalposts(key_result, self.today)):
                self.need(
                    begin is not None and end is not None and begin != end,
                    where,
                    "S = T or unknown",
                )
                self.need(
                    (begin < end) == (kind == "increase"), where, f"{kind} from {begin} to {end}"
                )
        elif kind in MAINTAIN:
            low, high = key_result.get("zero_low"), key_result.get("zero_high")
            self.need(
                start is None and target is not None, where, "a maintain kind has a target only"
            )
            self.need(low is None or low < target, where, "zero_low is not below the limit")
            self.need(
                high is None or high > key_result.get("target_high", target), where, "zero_high"
            )
            self.need((kind == "between") == ("target_high" in key_result), where, "target_high")
        else:
            self.need(start is None and target is None, where, f"{kind} has no start and no target")
        self.need(
            not key_result["over_time"] or (kind in MAINTAIN and measuring_link(key_result)),
            where,
            "over_time needs a maintain kind and a measuring KPI",
        )
        self.need((kind == "milestones") == bool(key_result["milestones"]), where, "milestones")

    def check_links(self, key_result: dict, where: str) -> None:
        roles = Counter(link["role"] for link in key_result["links"])
        self.need(roles["measures"] <= 1, where, "more than one measuring KPI")
        for link in key_result["links"]:
            self.choose(link["role"], "link role", where)
            self.choose(link["window"], "window", where)
            self.need(
                link["kpi"] in self.facts.kpis and link["unit"] in self.units,
                where,
                "link reference",
            )
            self.need(
                (link["window"] == "rolling") == (link["window_periods"] is not None),
                where,
                "periods",
            )
            self.need(
                link["role"] == "guards" or link["limit"] is None, where, "a limit is for guards"
            )
            has_limit = link["limit"] is not None or self.facts.floor(
                link["kpi"], link["unit"], self.today
            )
            self.need(
                link["role"] != "guards" or bool(has_limit),
                where,
                "a guard without limit and floor",
            )
            kpi = self.facts.kpis[link["kpi"]]
            if link["role"] == "measures":
                self.need(
                    all(kpi[f] == key_result[f] for f in ("format", "decimals")),
                    where,
                    "format of its KPI",
                )

    def check_check_ins(self, objective: dict, key_result: dict, where: str) -> None:
        cycle = self.cycles[objective["cycle"]]
        dates = [check_in["on"] for check_in in key_result["check_ins"]]
        self.need(dates == sorted(set(dates)), where, "check-ins out of order or twice on a day")
        self.need(not dates or objective["state"] != "draft", where, "a draft has check-ins")
        link = measuring_link(key_result)
        for check_in in key_result["check_ins"]:
            on, value = check_in["on"], check_in["value"]
            self.need(
                (objective["published_on"] or "") <= on < cycle["ends_on"] and day(on) < self.today,
                where,
                f"check-in on {on}",
            )
            self.need(check_in["confidence"] in range(1, 11), where, "confidence")
            if "status" in check_in:
                self.choose(check_in["status"], "status", where)
            if key_result["kind"] == "milestones":
                self.need(value is None, where, "milestones carry no value")
            elif key_result["kind"] == "yes_no":
                self.need(value in (0, 1), where, "yes or no is 1 or 0")
            elif link:
                real = current_value(self.facts, key_result, cycle, day(on))
                is_same = real is value is None or (
                    None not in (real, value) and abs(real - value) < 1e-5
                )
                self.need(is_same, where, f"{on}: {value}, data {real}")

    def check_grade(self, graded: dict, where: str, suggest) -> None:
        """A closed goal has a grade; it is the suggested one unless the owner gave a reason."""
        grade = graded.get("grade")
        if graded["state"] != "closed":
            self.need(grade is None, where, "an open goal has a grade")
            return
        self.need(grade is not None and 0 <= grade["value"] <= 1, where, "no grade")
        if grade:
            is_suggested = abs(grade["value"] - suggest()) < 0.00501
            self.need(
                is_suggested != ("reason" in grade),
                where,
                f"grade {grade['value']}, suggested {suggest()}",
            )

    def check_variety(self) -> None:
        """What the demo must show."""
        objectives = self.content["objectives"]
        key_results = list(self.key_results.values())
        ties = [(o, tie) for o in objectives for tie in o["aligned_to"]]
        links = [link for k in key_results for link in k["links"]]
        present = {
            "every kind of key result": {k["kind"] for k in key_results}
            == CHOICES["key result kind"],
            "every progress mode": {o["progress_mode"] for o in objectives}
            == CHOICES["progress mode"],
            "every visibility": {o["visibility"] for o in objectives} == CHOICES["visibility"],
            "every pace": {k["pace"] for k in key_results} == CHOICES["pace"],
            "every link role": {link["role"] for link in links} == CHOICES["link role"],
            "a person's objective": any(o["owner_unit"] is None for o in objectives),
            "support for a key result": any("key_result" in tie for _, tie in ties),
            "a child of weight 0": any(tie["contribution"] == 0 for _, tie in ties),
            "a moved goalpost": any(k.get("goalpost_changes") for k in key_results),
            "an exclusion": any(k["is_excluded"] for k in key_results),
            "over time": any(k["over_time"] for k in key_results),
            "a draft": any(o["state"] == "draft" for o in objectives),
        }
        for what, is_present in present.items():
            self.need(is_present, "variety", f"the demo does not show {what}")
        running = [o for o in objectives if o["cycle"] == "2013-q4" and o["state"] == "published"]
        statuses = {
            self.scores.key_result(o, k)["status"] for o in running for k in o["key_results"]
        }
        self.need(
            statuses == CHOICES["status"] | {"no_data"}, "variety", f"Q4 shows only {statuses}"
        )
