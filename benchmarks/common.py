"""What the benchmarks share: the machine, the service, one kept-alive connection, percentiles.

Python's standard library only. Every benchmark prints one JSON document with the machine, the
command and the time; numbers are compared inside one run, never across runs.
"""

import argparse
import datetime
import json
import math
import os
import platform
import re
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
from pathlib import Path

REPOSITORY = Path(__file__).resolve().parent.parent
BINARY = REPOSITORY / "target" / "release" / "azimuth"
SEED = REPOSITORY / "target" / "release" / "examples" / "seed_large"
LARGE_EMAIL = "administrator@large.example"
SMALL_EMAIL = "ada@example.com"


def arguments(description):
    """The parser that every benchmark begins with."""
    parser = argparse.ArgumentParser(description=description)
    parser.add_argument("--binary", type=Path, default=BINARY, help="the program to measure")
    return parser


def machine():
    """Processor, cores, system, and how busy it is besides."""
    text = Path("/proc/cpuinfo").read_text(encoding="utf-8")
    model = re.search(r"model name\s*: (.*)", text)
    return {
        "processor": model.group(1) if model else platform.processor(),
        "cores": os.cpu_count(),
        "system": platform.platform(),
        "load_average": os.getloadavg(),
    }


def report(results):
    """Prints the results with what they depend on."""
    head = {
        "command": " ".join([Path(sys.executable).name, *sys.argv]),
        "at": datetime.datetime.now(datetime.timezone.utc).isoformat(timespec="seconds"),
        "machine": machine(),
    }
    print(json.dumps(head | results, indent=2))


def quantile(values, share):
    """The smallest value that `share` of the values do not exceed."""
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, max(0, math.ceil(share * len(ordered)) - 1))]


def spread(seconds):
    """Median, 99th percentile and worst, in milliseconds."""
    milliseconds = [1000 * value for value in seconds]
    return {
        "requests": len(milliseconds),
        "p50_ms": round(quantile(milliseconds, 0.50), 3),
        "p99_ms": round(quantile(milliseconds, 0.99), 3),
        "max_ms": round(max(milliseconds), 3),
    }


def ratio(measured, baseline):
    """How many times the baseline; two digits are all a shared machine gives."""
    return round(measured / baseline, 2) if baseline else None


def require(path):
    """Ends with advice when something is not built."""
    if not Path(path).exists():
        raise SystemExit(
            f"{path} is not there; build it first:\n"
            "  cargo build --release -p azimuth\n"
            "  cargo build --release -p ops --example seed_large"
        )


def scratch():
    """A folder on the disk of the repository: /tmp may be memory, where fsync costs nothing."""
    target = REPOSITORY / "target"
    target.mkdir(exist_ok=True)
    return tempfile.TemporaryDirectory(prefix="azimuth-bench-", dir=target)


def run(binary, *words):
    """Runs a command of the program and gives what it printed."""
    done = subprocess.run(
        [binary, "--log", "warn", *words], check=True, stdout=subprocess.PIPE, text=True
    )
    return done.stdout.strip()


def token(binary, data, email):
    """A bearer token of an account."""
    return run(binary, "token", "create", "--data", data, "--user", email)


def seed_large(data, seed=SEED):
    """Fills `data` with the organisation of 100,000 key results."""
    require(seed)
    done = subprocess.run([seed, data], check=True, stdout=subprocess.PIPE, text=True)
    return json.loads(done.stdout)


def memory_mb(process):
    """Resident memory of a process, now and at its highest."""
    text = Path(f"/proc/{process}/status").read_text(encoding="utf-8")
    kilobytes = dict(re.findall(r"(VmRSS|VmHWM):\s*(\d+) kB", text))
    return {name: round(int(value) / 1024, 1) for name, value in kilobytes.items()}


def processor_seconds(process):
    """Processor time of a process' threads so far: unlike time on the wall, it says the same on a
    machine that others use too."""
    tasks = Path(f"/proc/{process}/task").glob("*/schedstat")
    return sum(int(task.read_text(encoding="ascii").split()[0]) for task in tasks) / 1e9


class Service:
    """`azimuth serve` or `demo` while the `with` block runs."""

    def __init__(self, binary, *words):
        require(binary)
        command = [binary, *words, "--listen", "127.0.0.1:0", "--log", "warn"]
        self.process = subprocess.Popen(command, stdout=subprocess.PIPE, text=True)
        self.lines = []
        for line in self.process.stdout:
            self.lines.append(line)
            found = re.search(r"Azimuth is at .*?(127\.0\.0\.1):(\d+)\)?\s*$", line)
            if found:
                self.address = (found.group(1), int(found.group(2)))
                return
        raise SystemExit("the service did not start:\n" + "".join(self.lines))

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.process.send_signal(signal.SIGTERM)
        try:
            self.process.wait(timeout=15)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait()

    def memory_mb(self):
        return memory_mb(self.process.pid)

    def processor_ms_each(self, work):
        """What `work` gives, and the service's processor milliseconds for each of its requests."""
        before = processor_seconds(self.process.pid)
        seconds = work()
        used = 1000 * (processor_seconds(self.process.pid) - before)
        return seconds, round(used / len(seconds), 3)


class Connection:
    """One kept-alive connection. A socket, because http.client costs more than the service."""

    def __init__(self, address, bearer=None):
        self.socket = socket.create_connection(address)
        self.socket.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        self.head = f"host: {address[0]}:{address[1]}\r\n"
        if bearer:
            self.head += f"authorization: Bearer {bearer}\r\n"

    def send(self, method, path, body=None):
        """Status and body of the answer."""
        data = b"" if body is None else json.dumps(body).encode()
        kind = f"content-type: application/json\r\ncontent-length: {len(data)}\r\n" if data else ""
        text = f"{method} {path} HTTP/1.1\r\n{self.head}{kind}\r\n"
        self.socket.sendall(text.encode() + data)
        answer = b""
        while b"\r\n\r\n" not in answer:
            answer += self._receive()
        head, _, rest = answer.partition(b"\r\n\r\n")
        length = re.search(rb"content-length: (\d+)", head)
        if length:
            while len(rest) < int(length.group(1)):
                rest += self._receive()
        elif b"transfer-encoding: chunked" in head:
            while not rest.endswith(b"0\r\n\r\n"):
                rest += self._receive()
        return int(head[9:12]), rest

    def _receive(self):
        data = self.socket.recv(1 << 18)
        if not data:
            raise SystemExit("the service closed the connection")
        return data

    def json(self, method, path, body=None, status=(200, 201)):
        """The answer as JSON; any other status ends the benchmark."""
        code, data = self.send(method, path, body)
        if code not in status:
            raise SystemExit(f"{method} {path}: {code} {data.decode()}")
        return json.loads(data)

    def time(self, method, path, body=None):
        """Seconds from the first byte sent to the last one received."""
        started = time.perf_counter()
        code, data = self.send(method, path, body)
        seconds = time.perf_counter() - started
        if code >= 300:
            raise SystemExit(f"{method} {path}: {code} {data.decode()}")
        return seconds


def set_up(binary, data):
    """Founds a small organisation through the set-up page's API; gives the administrator's token."""
    with Service(binary, "serve", "--data", data) as service:
        code = service.process.stdout.readline().split()[-1]
        new = {
            "code": code,
            "organization": {"name": "Small", "time_zone": "UTC"},
            "administrator": {
                "name": "Ada", "email": SMALL_EMAIL, "password": "correct horse battery",
            },
        }
        Connection(service.address).json("POST", "/api/v1/setup", new)
    return token(binary, data, SMALL_EMAIL)


def fill_demo(binary, data):
    """Fills `data` with the demo; gives the administrator's token and the seconds it took."""
    started = time.perf_counter()
    with Service(binary, "demo", "--no-open", "--data", data):
        seconds = time.perf_counter() - started
    return token(binary, data, "eleanor.morgan@nyc-air.example"), seconds


def copy(data, to):
    """A copy of a database that nobody has open."""
    shutil.copytree(data, to)
    return to
