"""`azimuth import measurements` of 1,000,000 rows against `sqlite3 .import` of the same file.

The file holds 20 daily ratios of 50 units over 1,000 days, with numerator and denominator. Azimuth
checks every line, writes each row with its origin, digests the batch, appends to the log and
brings the scores up to date; the SQLite shell copies text into a table with a unique index on
(kpi, unit, period). Both commit with synchronous=FULL into a fresh file in the same folder.
"""

import datetime
import os
import shutil
import subprocess
import time
from pathlib import Path

import common

KPIS = 20
UNITS = 50

SCRIPT = """PRAGMA journal_mode=WAL;
PRAGMA synchronous=FULL;
CREATE TABLE measurement (kpi TEXT, unit TEXT, period TEXT, numerator REAL, denominator REAL);
CREATE UNIQUE INDEX measurement_key ON measurement (kpi, unit, period);
.import --csv --skip 1 {file} measurement
SELECT count(*) FROM measurement;
"""


def write_rows(path, rows, until):
    """By day, then unit, then KPI, as operations come in; the last day is the one before `until`."""
    days = rows // (KPIS * UNITS)
    number = 0
    with open(path, "w", encoding="ascii") as file:
        file.write("kpi,unit,period,numerator,denominator\n")
        for day in range(days):
            period = until - datetime.timedelta(days=days - day)
            for unit in range(UNITS):
                for kpi in range(KPIS):
                    number += 1
                    file.write(f"kpi_{kpi},U{unit:02},{period},{number % 997},997\n")
    return number


def organisation(binary, data):
    """Units, KPIs, and a key result that one of the KPIs measures; gives the link's address."""
    bearer = common.set_up(binary, data)
    with common.Service(binary, "serve", "--data", data) as service:
        connection = common.Connection(service.address, bearer)
        post = lambda path, body: connection.json("POST", f"/api/v1{path}", body)["item"]
        root = connection.json("GET", "/api/v1/units")["items"][0]["id"]
        for unit in range(UNITS):
            post("/units", {"parent_id": root, "code": f"U{unit:02}", "name": f"Unit {unit}"})
        kpis = [
            post("/kpis", {
                "code": f"kpi_{kpi}", "name": f"KPI {kpi}", "direction": "higher",
                "frequency": "day", "time_aggregation": "ratio", "unit_aggregation": "ratio",
                "format": "percent",
            })["id"]
            for kpi in range(KPIS)
        ]
        year = datetime.date.today().year
        cycle = post("/cycles", {
            "name": f"Year {year}", "kind": "annual", "starts_on": f"{year}-01-01",
            "ends_on": f"{year + 1}-01-01",
        })
        step = {"version": cycle["version"], "phase": "active"}
        post(f"/cycles/{cycle['id']}/phase", step)
        new = {"cycle_id": cycle["id"], "title": "Better", "owner_unit_id": root}
        objective = post("/objectives", new)["id"]
        key_result = post("/key-results", {
            "objective_id": objective, "title": "Half of all", "kind": "increase",
            "start_value": 0.0, "target_value": 1.0, "format": "percent",
        })["id"]
        post("/kpi-links", {
            "key_result_id": key_result, "kpi_id": kpis[0], "role": "measures",
            "window": "cycle_to_date",
        })
        post(f"/objectives/{objective}/publish", {})
    return bearer, f"/api/v1/key-results/{key_result}"


def measured(command, **more):
    """Runs a command to its end: wall and processor seconds, and the most memory it had."""
    started = time.perf_counter()
    process = subprocess.Popen(command, **more)
    _, status, usage = os.wait4(process.pid, 0)
    wall = time.perf_counter() - started
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        raise SystemExit(f"{command[0]} ended with {process.returncode}")
    return {
        "wall_seconds": round(wall, 2),
        "processor_seconds": round(usage.ru_utime + usage.ru_stime, 2),
        "memory_peak_mb": round(usage.ru_maxrss / 1024, 1),
    }


def with_sqlite3(folder, file):
    script = folder / "import.sql"
    script.write_text(SCRIPT.format(file=file), encoding="utf-8")
    target = folder / "shell.sqlite"
    target.unlink(missing_ok=True)
    with open(script, encoding="utf-8") as commands:
        return measured(
            ["sqlite3", "-bail", target], stdin=commands, stdout=subprocess.DEVNULL
        )


def with_azimuth(binary, data, file):
    words = ["import", "measurements", file, "--data", data, "--durability", "full"]
    return measured([binary, "--log", "warn", *words], stdout=subprocess.DEVNULL)


def main():
    parser = common.arguments(__doc__)
    parser.add_argument("--rows", type=int, default=1_000_000)
    parser.add_argument("--rounds", type=int, default=2)
    options = parser.parse_args()
    if not shutil.which("sqlite3"):
        raise SystemExit("install the baseline first: apt-get install sqlite3")
    version = subprocess.run(["sqlite3", "--version"], check=True, capture_output=True, text=True)
    with common.scratch() as folder:
        folder = Path(folder)
        file = folder / "rows.csv"
        rows = write_rows(file, options.rows, datetime.date.today())
        empty = folder / "empty"
        bearer, address = organisation(options.binary, empty)
        rounds = []
        for number in range(options.rounds):
            data = common.copy(empty, folder / f"fresh-{number}")
            shell = with_sqlite3(folder, file)
            own = with_azimuth(options.binary, data, file)
            rounds.append({
                "sqlite3_import": shell,
                "azimuth_import": own,
                "ratio_wall": common.ratio(own["wall_seconds"], shell["wall_seconds"]),
                "ratio_processor":
                    common.ratio(own["processor_seconds"], shell["processor_seconds"]),
            })
        with common.Service(options.binary, "serve", "--data", data) as service:
            score = common.Connection(service.address, bearer).json("GET", address)["score"]
        verified = common.run(options.binary, "verify", "--data", data)
    common.report({
        "rows": rows,
        "baseline": f"sqlite3 .import, {version.stdout.split()[0]}",
        "rounds": rounds,
        "progress_of_the_measured_key_result": score["progress"],
        "verify": verified,
    })


if __name__ == "__main__":
    main()
