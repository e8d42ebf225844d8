#!/usr/bin/env python3
"""Check content.json: references, dates, arithmetic, grades, and both languages.

    python3 demo/validate_content.py             # exit 1 and a list of faults if something is wrong
    python3 demo/validate_content.py --report    # also prints every goal with its score

Needs nothing beyond the standard library. Scores are as of the morning on which the demo begins,
with data up to the day before; checks/arithmetic.py computes them.
"""

import argparse
import json
import sys
from pathlib import Path

from checks.arithmetic import current_value, is_breached
from checks.goals import GoalChecks
from checks.organization import OrganizationChecks
from checks.texts import text_faults

CONTENT = Path(__file__).resolve().parent / "content.json"


class Validator(OrganizationChecks, GoalChecks):
    """All checks of content.json."""

    def check(self) -> list[str]:
        """Every fault, in the order of the file."""
        self.faults += text_faults(self.content)
        self.check_organization()
        self.check_goals()
        return self.faults


def show(value: float | None) -> str:
    return "     –" if value is None else f"{value:6.3f}"


def report_key_result(validator: Validator, objective: dict, key_result: dict) -> None:
    facts, today = validator.facts, validator.today
    cycle = validator.cycles[objective["cycle"]]
    score = validator.scores.key_result(objective, key_result)
    value = current_value(facts, key_result, cycle, today)
    guards = [link for link in key_result["links"] if link["role"] == "guards"]
    breach = any(is_breached(facts, link, cycle, today) for link in guards)
    grade = key_result.get("grade", {}).get("value", "")
    print(
        f"    {key_result['kind']:10} p{show(score['raw'])} E{show(score['expected'])}"
        f" {score['status']:9} {show(value)} {grade:4} {'guard breached ' if breach else ''}"
        f"{key_result['title']['en']}"
    )


def report(validator: Validator) -> None:
    for objective in validator.content["objectives"]:
        score = validator.scores.objective(objective)
        print(f"\n{objective['cycle']} {objective['key']}: {objective['title']['en']}")
        print(
            f"  {objective['kind']}, p{show(score['progress'])} E{show(score['expected'])}"
            f" coverage {score['coverage']:.2f} {score['status']}"
            f" {objective.get('grade', {}).get('value', '')}"
        )
        for key_result in objective["key_results"]:
            report_key_result(validator, objective, key_result)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--report", action="store_true", help="print every score")
    arguments = parser.parse_args()
    validator = Validator(json.loads(CONTENT.read_text(encoding="utf-8")))
    faults = validator.check()
    if arguments.report:
        report(validator)
    check_in_count = sum(len(k["check_ins"]) for k in validator.key_results.values())
    counts = {
        "units": len(validator.units),
        "people": len(validator.people),
        "KPIs": len(validator.facts.kpis),
        "targets": len(validator.content["kpi_targets"]),
        "objectives": len(validator.objectives),
        "key results": len(validator.key_results),
        "check-ins": check_in_count,
        "faults": len(faults),
    }
    print(", ".join(f"{count} {what}" for what, count in counts.items()))
    for fault in faults:
        print("  " + fault)
    sys.exit(1 if faults else 0)


if __name__ == "__main__":
    main()
