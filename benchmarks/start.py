"""From the start of `azimuth serve` on the demo's database to the first answer of /health.

Beside it the resident memory at that moment and after the company page, the size of the binary,
and how long `azimuth demo` takes to fill an empty folder. The baseline is the start of
`azimuth --version`: what the system needs to bring the program into memory.
"""

import http.client
import signal
import socket
import subprocess
import time
from pathlib import Path

import common

POLL_SECONDS = 0.001


def free_port():
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        return listener.getsockname()[1]


def is_healthy(port):
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=5)
    try:
        connection.request("GET", "/health")
        return connection.getresponse().status == 200
    except OSError:
        return False
    finally:
        connection.close()


def start(binary, data, bearer):
    port = free_port()
    command = [binary, "serve", "--data", data, "--listen", f"127.0.0.1:{port}", "--log", "warn"]
    started = time.perf_counter()
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL)
    try:
        while not is_healthy(port):
            if process.poll() is not None:
                raise SystemExit("the service ended before it answered")
            time.sleep(POLL_SECONDS)
        seconds = time.perf_counter() - started
        processor = common.processor_seconds(process.pid)
        at_start = common.memory_mb(process.pid)["VmRSS"]
        connection = common.Connection(("127.0.0.1", port), bearer)
        for _ in range(20):
            connection.json("GET", "/api/v1/company")
        return seconds, processor, at_start, common.memory_mb(process.pid)["VmRSS"]
    finally:
        process.send_signal(signal.SIGTERM)
        process.wait()


def version(binary):
    started = time.perf_counter()
    subprocess.run([binary, "--version"], check=True, stdout=subprocess.DEVNULL)
    return time.perf_counter() - started


def main():
    parser = common.arguments(__doc__)
    parser.add_argument("--starts", type=int, default=15)
    options = parser.parse_args()
    with common.scratch() as folder:
        data = Path(folder) / "demo"
        bearer, filled = common.fill_demo(options.binary, data)
        size = (data / "azimuth.sqlite").stat().st_size
        least = [version(options.binary) for _ in range(options.starts)]
        starts = [start(options.binary, data, bearer) for _ in range(options.starts)]
    seconds, processor, at_start, later = zip(*starts)
    health = common.spread(seconds)
    common.report({
        "start_until_health": health,
        "processor_ms_until_health": common.spread(processor)["p50_ms"],
        "only_version": common.spread(least),
        "ratio_p50_to_version": common.ratio(health["p50_ms"], common.spread(least)["p50_ms"]),
        "resident_mb_at_health": max(at_start),
        "resident_mb_after_20_company_pages": max(later),
        "binary_mb": round(options.binary.stat().st_size / 1e6, 1),
        "demo_database_mb": round(size / 1e6, 1),
        "demo_fill_seconds": round(filled, 1),
    })


if __name__ == "__main__":
    main()
