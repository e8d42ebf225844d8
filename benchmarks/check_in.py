"""Durable check-ins over HTTP in an organisation with 100,000 key results.

A check-in is acknowledged when its transaction is on the disk (synchronous=FULL) and the scores up
to the company's have moved. From one connection it is the latency that counts, from eight the
throughput. The baseline is the least that durability costs here: one row inserted and committed by
Python's sqlite3, WAL and synchronous=FULL, in the same folder.
"""

import json
import random
import sqlite3
import threading
import time
from pathlib import Path

import common

WARM_UP = 100
CONNECTIONS = 8


def key_results(data, count):
    """Identifiers of key results, the same ones for the same file."""
    connection = sqlite3.connect(Path(data) / "azimuth.sqlite")
    rows = connection.execute("SELECT lower(hex(id)) FROM key_result ORDER BY id").fetchall()
    connection.close()
    return [f"kr_{row[0]}" for row in random.Random(1).sample(rows, count)]


def baseline(folder, commits):
    """Seconds of each insert and commit."""
    connection = sqlite3.connect(Path(folder) / "baseline.sqlite", isolation_level=None)
    connection.execute("PRAGMA journal_mode=WAL")
    connection.execute("PRAGMA synchronous=FULL")
    connection.execute("CREATE TABLE fact (id INTEGER PRIMARY KEY, value REAL, note TEXT)")
    seconds = []
    for number in range(commits):
        started = time.perf_counter()
        connection.execute("BEGIN IMMEDIATE")
        connection.execute("INSERT INTO fact VALUES (?, ?, ?)", (number, 0.5, "on the way"))
        connection.execute("COMMIT")
        seconds.append(time.perf_counter() - started)
    connection.close()
    return seconds


def check_in(connection, key_result, random_numbers):
    body = {"value": random_numbers.randrange(101), "confidence": 7, "note": "on the way"}
    return connection.time("POST", f"/api/v1/key-results/{key_result}/check-ins", body)


def is_company_moved(connection, key_result):
    """Whether the answer to a check-in tells that the company's objective moved."""
    path = f"/api/v1/key-results/{key_result}/check-ins"
    low = connection.json("POST", path, {"value": 0})
    high = connection.json("POST", path, {"value": 100})
    return {
        "moved": [moved["title"] for moved in high["moved"]],
        "answer_bytes": len(json.dumps(low)),
    }


def one_connection(address, bearer, ids, count):
    connection = common.Connection(address, bearer)
    numbers = random.Random(2)
    return [check_in(connection, ids[number % len(ids)], numbers) for number in range(count)]


def several_connections(address, bearer, ids, count):
    """Seconds of each check-in, and of all together."""
    seconds = [[] for _ in range(CONNECTIONS)]

    def work(worker):
        connection = common.Connection(address, bearer)
        numbers = random.Random(worker)
        for number in range(count // CONNECTIONS):
            key_result = ids[(worker + number * CONNECTIONS) % len(ids)]
            seconds[worker].append(check_in(connection, key_result, numbers))

    workers = [threading.Thread(target=work, args=(worker,)) for worker in range(CONNECTIONS)]
    started = time.perf_counter()
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join()
    return [value for own in seconds for value in own], time.perf_counter() - started


def main():
    parser = common.arguments(__doc__)
    parser.add_argument("--data", type=Path, help="a folder that seed_large has filled")
    parser.add_argument("--count", type=int, default=2000, help="check-ins of each measurement")
    parser.add_argument("--rounds", type=int, default=3)
    options = parser.parse_args()
    with common.scratch() as folder:
        data = Path(folder) / "large"
        if options.data:
            common.copy(options.data, data)
        else:
            common.seed_large(data)
        ids = key_results(data, 2000)
        bearer = common.token(options.binary, data, common.LARGE_EMAIL)
        rounds = []
        serve = ("serve", "--data", data, "--durability", "full")
        with common.Service(options.binary, *serve) as service:
            moved = is_company_moved(common.Connection(service.address, bearer), ids[0])
            one_connection(service.address, bearer, ids, WARM_UP)
            for _ in range(options.rounds):
                least = common.spread(baseline_anew(data, options.count))
                work = lambda: one_connection(service.address, bearer, ids, options.count)
                seconds, processor = service.processor_ms_each(work)
                one = common.spread(seconds) | {"service_processor_ms_each": processor}
                each, wall = several_connections(service.address, bearer, ids, options.count)
                rounds.append({
                    "one_insert_and_commit": least,
                    "one_connection": one,
                    "eight_connections": common.spread(each) | {
                        "per_second": round(len(each) / wall),
                    },
                    "ratio_p50_to_one_insert": common.ratio(one["p50_ms"], least["p50_ms"]),
                    "ratio_p99_to_one_insert": common.ratio(one["p99_ms"], least["p99_ms"]),
                })
            memory = service.memory_mb()
        verified = common.run(options.binary, "verify", "--data", data)
    common.report({"answer": moved, "rounds": rounds, "memory_mb": memory, "verify": verified})


def baseline_anew(data, commits):
    for name in ("baseline.sqlite", "baseline.sqlite-wal", "baseline.sqlite-shm"):
        (Path(data) / name).unlink(missing_ok=True)
    return baseline(data, commits)


if __name__ == "__main__":
    main()
