"""The graph of goals alone, on trees of several shapes and seeds.

Writes each tree as the example `tree` reads it, works out what the company must score before and
after the changes with plain sums, runs the example, and compares to 1e-9. The example says how
long building, recomputing and single changes take; the baseline in the same run is this script's
own pass over all key results in Python, so that two machines can be told apart.
"""

import csv
import json
import random
import subprocess
import time
from dataclasses import dataclass
from pathlib import Path

import common

TOLERANCE = 1e-9
EXAMPLE = common.REPOSITORY / "target" / "release" / "examples" / "tree"


@dataclass(frozen=True)
class Shape:
    """How many of each, and how often a weight is zero."""

    name: str
    teams: int
    objectives: int
    key_results: int
    zero_weights: float = 0.0
    changes: int = 1000


SHAPES = [
    Shape("100,000 key results", 5_000, 25_000, 100_000),
    Shape("one team, one objective", 1, 1, 100_000),
    Shape("one team", 1, 25_000, 100_000),
    Shape("a third of the weights zero", 5_000, 25_000, 100_000, zero_weights=1 / 3),
    Shape("1,000,000 key results", 50_000, 250_000, 1_000_000),
]


class Tree:
    """Rows of teams, objectives, key results and changes; ids count from 1."""

    def __init__(self, shape, seed):
        draw = random.Random(seed)
        weight = lambda: 0 if draw.random() < shape.zero_weights else draw.randint(1, 9)
        self.teams = [(number + 1, weight()) for number in range(shape.teams)]
        self.objectives = [
            (number + 1, number * shape.teams // shape.objectives + 1, weight())
            for number in range(shape.objectives)
        ]
        self.key_results = []
        for number in range(shape.key_results):
            start, span = draw.randint(0, 99), draw.choice([-1, 1, 1, 1]) * draw.randint(1, 100)
            current = round(start + span * draw.uniform(-0.2, 1.2), 4)
            above = number * shape.objectives // shape.key_results + 1
            self.key_results.append([number + 1, above, weight(), start, start + span, current])
        self.changes = []
        for _ in range(shape.changes):
            row = draw.choice(self.key_results)
            self.changes.append((row[0], round(row[3] + (row[4] - row[3]) * draw.random(), 4)))

    def write(self, folder):
        tables = {
            "team": (["id", "weight"], self.teams),
            "obj": (["id", "team_id", "weight"], self.objectives),
            "kr": (["id", "obj_id", "weight", "start", "target", "current"], self.key_results),
            "changes": (["kr_id", "current"], self.changes),
        }
        for name, (head, rows) in tables.items():
            with open(folder / f"{name}.csv", "w", newline="", encoding="ascii") as file:
                writer = csv.writer(file, lineterminator="\n")
                writer.writerow(head)
                writer.writerows(rows)

    def change(self):
        for identity, current in self.changes:
            self.key_results[identity - 1][5] = current

    def company(self):
        """Weighted means from the bottom up; what weighs nothing has no score and counts nowhere."""
        progress = lambda row: min(1.0, max(0.0, (row[5] - row[3]) / (row[4] - row[3])))
        objective = means(len(self.objectives), ((r[1], r[2], progress(r)) for r in self.key_results))
        rows = ((team, weight, objective[identity]) for identity, team, weight in self.objectives)
        team = means(len(self.teams), rows)
        return means(1, ((1, weight, team[identity]) for identity, weight in self.teams))[1]


def means(count, rows):
    sums, weights = [0.0] * (count + 1), [0.0] * (count + 1)
    for above, weight, value in rows:
        if value is not None:
            sums[above] += weight * value
            weights[above] += weight
    return [total / weight if weight else None for total, weight in zip(sums, weights)]


def is_equal(found, expected):
    return found is not None and abs(found - expected) <= TOLERANCE


def measure(example, folder, shape, seed):
    tree = Tree(shape, seed)
    tree.write(folder)
    started = time.perf_counter()
    full = tree.company()
    python_ms = 1000 * (time.perf_counter() - started)
    tree.change()
    after = tree.company()
    done = subprocess.run([example, folder], check=True, stdout=subprocess.PIPE, text=True)
    found = json.loads(done.stdout)
    if not is_equal(found["company_full"], full):
        raise SystemExit(f"{shape.name}, seed {seed}: {found['company_full']}, expected {full}")
    if not is_equal(found["company_after_changes"], after):
        raise SystemExit(f"{shape.name}, seed {seed}: after the changes {found}, expected {after}")
    return {
        "shape": shape.name,
        "seed": seed,
        "is_exact": True,
        "python_recompute_ms": round(python_ms, 1),
        "ratio_recompute_to_python": round(found["recompute_ms"] / python_ms, 4),
    } | found


def main():
    parser = common.arguments(__doc__)
    parser.add_argument("--example", type=Path, default=EXAMPLE)
    parser.add_argument("--seeds", type=int, nargs="+", default=[1, 2, 3])
    options = parser.parse_args()
    cargo = ["cargo", "build", "--release", "--package", "goals", "--example", "tree"]
    if not options.example.exists():
        subprocess.run(cargo, check=True, cwd=common.REPOSITORY)
    with common.scratch() as folder:
        results = [
            measure(options.example, Path(folder), shape, seed)
            for shape in SHAPES
            for seed in options.seeds
        ]
    common.report({"trees": results})


if __name__ == "__main__":
    main()
