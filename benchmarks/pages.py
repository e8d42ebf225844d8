"""Page data: the company page and the objective list, on the demo and on 100,000 key results.

Times are taken at the client over one kept-alive connection, so they hold the service's time and
the way there and back; /health, which does nothing, shows how much that is.
"""

from pathlib import Path

import common

WARM_UP = 20

# All requests that the page sends when it is opened.
PAGES = {
    "company page": ["/api/v1/session", "/api/v1/company"],
    "objective list, first page": ["/api/v1/objectives"],
    "objective list, 200 rows": ["/api/v1/objectives?limit=200"],
    "objective list, by title": ["/api/v1/objectives?sort=title"],
    "objective list, searched": ["/api/v1/objectives?q=year"],
}


def measure(connection, paths, count):
    """Seconds of all requests of a page together, one after another."""
    return [sum(connection.time("GET", path) for path in paths) for _ in range(count)]


def pages(binary, data, bearer, count):
    with common.Service(binary, "serve", "--data", data) as service:
        connection = common.Connection(service.address, bearer)
        nothing = common.spread(measure(connection, ["/health"], count))
        measured = {"/health": nothing}
        for name, paths in PAGES.items():
            measure(connection, paths, WARM_UP)
            bytes_ = sum(len(connection.send("GET", path)[1]) for path in paths)
            seconds, processor = service.processor_ms_each(
                lambda: measure(connection, paths, count)
            )
            times = common.spread(seconds)
            measured[name] = times | {
                "service_processor_ms_each": processor,
                "bytes": bytes_,
                "ratio_p50_to_health": common.ratio(times["p50_ms"], nothing["p50_ms"]),
            }
        measured["memory_mb"] = service.memory_mb()
    return measured


def main():
    parser = common.arguments(__doc__)
    parser.add_argument("--data", type=Path, help="a folder that seed_large has filled")
    parser.add_argument("--count", type=int, default=500)
    options = parser.parse_args()
    with common.scratch() as folder:
        demo, large = Path(folder) / "demo", Path(folder) / "large"
        bearer, _ = common.fill_demo(options.binary, demo)
        results = {"demo": pages(options.binary, demo, bearer, options.count)}
        if options.data:
            common.copy(options.data, large)
        else:
            common.seed_large(large)
        bearer = common.token(options.binary, large, common.LARGE_EMAIL)
        results["large"] = pages(options.binary, large, bearer, options.count)
    common.report(results)


if __name__ == "__main__":
    main()
