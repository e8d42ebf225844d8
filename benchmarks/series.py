"""A long series with its target band: ten years of days of one KPI, spread over months.

The series is asked for as the KPI page asks for it, with the target of every day. Times are taken
at the client over one kept-alive connection; /health, which does nothing, shows what the way costs.
With --draw a browser draws it too (needs Node.js, `npm ci` in web, and Chromium).
"""

import datetime
import json
import subprocess
from pathlib import Path

import common

WARM_UP = 20
YEARS = range(2004, 2014)
DAY = datetime.timedelta(days=1)
MEASUREMENTS_AT_ONCE = 5_000

KPI = {
    "code": "long_series",
    "name": "Ten years of days",
    "direction": "higher",
    "frequency": "day",
    "time_aggregation": "sum",
    "unit_aggregation": "sum",
}


def days():
    """Every day of the ten years up to the demo's today."""
    day = datetime.date(YEARS[0], 1, 1)
    while day < datetime.date(2013, 10, 15):
        yield day
        day += DAY


def fill(connection):
    """A KPI with a value for each day, and a target for each year that is spread over months."""
    kpi = connection.json("POST", "/api/v1/kpis", KPI)["item"]["id"]
    unit = connection.json("GET", "/api/v1/kpis/long_series/breakdown")["whole"]["unit"]["code"]
    items = [
        {"kpi": KPI["code"], "unit": unit, "period": str(day), "value": 80 + day.day}
        for day in days()
    ]
    for at in range(0, len(items), MEASUREMENTS_AT_ONCE):
        batch = {"items": items[at : at + MEASUREMENTS_AT_ONCE]}
        connection.json("POST", "/api/v1/measurements", batch)
    for year in YEARS:
        target = {
            "kpi_id": kpi,
            "starts_on": f"{year}-01-01",
            "ends_on": f"{year + 1}-01-01",
            "floor": 30_000,
            "target": 35_000,
        }
        made = connection.json("POST", "/api/v1/kpi-targets", target)["item"]["id"]
        spread = {
            "target_id": made, "grain": "month", "method": "working_days", "reason": "Benchmark",
        }
        connection.json("POST", f"/api/v1/kpis/{kpi}/targets/spread", spread)


def draw(address, series):
    """What draw_series.mjs finds."""
    script = Path(__file__).with_name("draw_series.mjs")
    url = f"http://{address[0]}:{address[1]}"
    words = ["node", script, url, series["kpi"]["id"]]
    done = subprocess.run(words, check=True, stdout=subprocess.PIPE, text=True)
    return json.loads(done.stdout)


def main():
    parser = common.arguments(__doc__)
    parser.add_argument("--count", type=int, default=500)
    parser.add_argument("--draw", action="store_true", help="let a browser draw it")
    options = parser.parse_args()
    with common.scratch() as folder:
        data = Path(folder) / "demo"
        bearer, _ = common.fill_demo(options.binary, data)
        with common.Service(options.binary, "serve", "--data", data) as service:
            connection = common.Connection(service.address, bearer)
            fill(connection)
            path = "/api/v1/kpis/long_series/series?grain=day&from=2004-01-01"
            found = connection.json("GET", path)
            for _ in range(WARM_UP):
                connection.time("GET", path)
            nothing = [connection.time("GET", "/health") for _ in range(options.count)]
            seconds, processor = service.processor_ms_each(
                lambda: [connection.time("GET", path) for _ in range(options.count)]
            )
            results = {
                "/health": common.spread(nothing),
                "series of ten years of days": common.spread(seconds)
                | {
                    "service_processor_ms_each": processor,
                    "points": len(found["points"]),
                    "targets": len(found["targets"]),
                    "periods_with_target": sum(len(t["per_period"]) for t in found["targets"]),
                    "bytes": len(connection.send("GET", path)[1]),
                },
                "memory_mb": service.memory_mb(),
            }
            if options.draw:
                results["drawn in a browser"] = draw(service.address, found)
    common.report(results)


if __name__ == "__main__":
    main()
