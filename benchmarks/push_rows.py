"""`POST /api/v1/measurements` with 1,000,000 rows of NDJSON in one request, with reads beside it.

The rows are those of import_rows.py: 20 daily ratios of 50 units over 1,000 days. They are pushed
to a served release binary in one request; meanwhile a second connection reads the company page and
a KPI's series again and again, as it does before, for comparison. Baselines of the same run:
`azimuth import measurements` and `sqlite3 .import` of the same rows from a file. With --postgres
the push is measured there too, on a server that is started for it (its programs are needed).
"""

import contextlib
import datetime
import json
import os
import shutil
import socket
import subprocess
import threading
import time
from pathlib import Path

import common
import import_rows

PIECE = 1 << 20
SERIES = "/api/v1/kpis/kpi_1/series?grain=month"
READS = ["/api/v1/company", SERIES]
BEFORE_SECONDS = 3


def write_lines(path, csv):
    """The rows of the CSV file as NDJSON."""
    line = '{"kpi":"%s","unit":"%s","period":"%s","numerator":%s,"denominator":%s}\n'
    with open(csv, encoding="ascii") as rows, open(path, "w", encoding="ascii") as file:
        next(rows)
        for row in rows:
            file.write(line % tuple(row.rstrip().split(",")))


class Reader(threading.Thread):
    """Reads pages one after the other until it is stopped; seconds of each, by path."""

    def __init__(self, address, bearer):
        super().__init__(daemon=True)
        self.connection = common.Connection(address, bearer)
        self.seconds = {path: [] for path in READS}
        self.is_over = threading.Event()

    def run(self):
        while not self.is_over.is_set():
            for path in READS:
                self.seconds[path].append(self.connection.time("GET", path))

    def spread(self):
        self.is_over.set()
        self.join()
        every = [second for seconds in self.seconds.values() for second in seconds]
        return {"all": common.spread(every)} | {
            path: common.spread(seconds) for path, seconds in self.seconds.items()
        }


class Peak(threading.Thread):
    """The most memory that the service has, sampled."""

    def __init__(self, service):
        super().__init__(daemon=True)
        self.service = service
        self.most = 0
        self.is_over = threading.Event()

    def run(self):
        while not self.is_over.wait(0.05):
            self.most = max(self.most, self.service.memory_mb()["VmRSS"])


def push(address, bearer, file):
    """Sends the file as it is; the answer, and when its last byte was sent."""
    size = os.path.getsize(file)
    connection = socket.create_connection(address)
    head = (
        f"POST /api/v1/measurements HTTP/1.1\r\nhost: {address[0]}:{address[1]}\r\n"
        f"authorization: Bearer {bearer}\r\ncontent-type: application/x-ndjson\r\n"
        f"content-length: {size}\r\nconnection: close\r\n\r\n"
    )
    started = time.perf_counter()
    connection.sendall(head.encode())
    with open(file, "rb") as rows:
        while piece := rows.read(PIECE):
            connection.sendall(piece)
    sent = time.perf_counter() - started
    answer = b""
    while data := connection.recv(1 << 16):
        answer += data
    seconds = time.perf_counter() - started
    head, _, body = answer.partition(b"\r\n\r\n")
    if not head.startswith(b"HTTP/1.1 200"):
        raise SystemExit(answer.decode())
    start, end = body.index(b"{"), body.rindex(b"}") + 1
    return json.loads(body[start:end])["item"], sent, seconds


def measured_push(binary, bearer, file, rows, data):
    with common.Service(binary, "serve", "--data", data) as service:
        # The live state is loaded by the first read; it is no part of the push.
        common.Connection(service.address, bearer).json("GET", READS[0])
        alone = Reader(service.address, bearer)
        alone.start()
        time.sleep(BEFORE_SECONDS)
        alone = alone.spread()
        idle = service.memory_mb()["VmRSS"]
        peak, beside = Peak(service), Reader(service.address, bearer)
        processor = common.processor_seconds(service.process.pid)
        peak.start()
        beside.start()
        report, sent, seconds = push(service.address, bearer, file)
        used = common.processor_seconds(service.process.pid) - processor
        beside = beside.spread()
        peak.is_over.set()
        peak.join()
    if report["inserted"] != rows:
        raise SystemExit(f"not all rows are new: {report}")
    return {
        "sent_seconds": round(sent, 2),
        "wall_seconds": round(seconds, 2),
        "rows_per_second": round(rows / seconds),
        # With the reads beside it, which go on all the time.
        "service_processor_seconds": round(used, 2),
        "memory_before_mb": idle,
        "memory_peak_mb": peak.most,
        "reads_before": alone,
        "reads_beside": beside,
    }


@contextlib.contextmanager
def postgres():
    """The address of a fresh database, on the server for tests that is running or on one started
    for it."""
    server, process = os.environ.get("AZIMUTH_TEST_POSTGRES"), None
    if not server:
        command = ["cargo", "run", "-q", "-p", "testkit", "--example", "postgres"]
        process = subprocess.Popen(
            command, stdout=subprocess.PIPE, text=True, cwd=common.REPOSITORY
        )
        told = next((line for line in process.stdout if line.startswith("export ")), None)
        if not told:
            raise SystemExit("PostgreSQL did not start")
        server = told.split()[1].split("=", 1)[1]
    ask = lambda words: subprocess.run(["psql", server, "-qc", words], check=True)
    name = f"push_rows_{os.getpid()}"
    ask(f"CREATE DATABASE {name}")
    try:
        head, _, rest = server.rpartition("/")
        _, mark, query = rest.partition("?")
        yield f"{head}/{name}{mark}{query}"
    finally:
        ask(f"DROP DATABASE {name} WITH (FORCE)")
        if process:
            process.terminate()
            process.wait()


def main():
    parser = common.arguments(__doc__)
    parser.add_argument("--rows", type=int, default=1_000_000)
    parser.add_argument("--postgres", action="store_true", help="measure on PostgreSQL too")
    options = parser.parse_args()
    if not shutil.which("sqlite3"):
        raise SystemExit("install the baseline first: apt-get install sqlite3")
    with common.scratch() as folder:
        folder = Path(folder)
        csv, lines = folder / "rows.csv", folder / "rows.ndjson"
        rows = import_rows.write_rows(csv, options.rows, datetime.date.today())
        write_lines(lines, csv)
        empty = folder / "empty"
        bearer, _ = import_rows.organisation(options.binary, empty)
        shell = import_rows.with_sqlite3(folder, csv)
        imported = common.copy(empty, folder / "imported")
        own = import_rows.with_azimuth(options.binary, imported, csv)
        pushed = common.copy(empty, folder / "pushed")
        results = {
            "rows": rows,
            "bytes": lines.stat().st_size,
            "sqlite3_import": shell,
            "azimuth_import": own,
            "sqlite": measured_push(options.binary, bearer, lines, rows, pushed),
            "verify": common.run(options.binary, "verify", "--data", pushed),
        }
        results["ratio_wall_to_sqlite3"] = common.ratio(
            results["sqlite"]["wall_seconds"], shell["wall_seconds"]
        )
        if options.postgres:
            with postgres() as url:
                os.environ["AZIMUTH_DATABASE"] = url
                data = folder / "postgres"
                bearer, _ = import_rows.organisation(options.binary, data)
                results["postgres"] = measured_push(options.binary, bearer, lines, rows, data)
                results["postgres"]["verify"] = common.run(options.binary, "verify")
    common.report(results)


if __name__ == "__main__":
    main()
