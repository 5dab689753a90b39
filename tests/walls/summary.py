"""The one line on the walls at the end of a run. A plugin of its own, named in the root conftest: under
xdist the process that prints collects nothing."""

ADDRESSES, CELLS, LEAKS = "walls_addresses", "walls_cells", "walls_leaks"


def pytest_terminal_summary(terminalreporter):
    reports = [
        dict(report.user_properties)
        for outcome in ("passed", "failed")
        for report in terminalreporter.stats.get(outcome, [])
    ]
    walls = [found for found in reports if CELLS in found]
    if walls:
        cells, leaks = (sum(found[name] for found in walls) for name in (CELLS, LEAKS))
        urls = max(found[ADDRESSES] for found in walls)
        terminalreporter.write_line(
            f"WALLS: {urls} URLs × {len(walls)} people, {cells} cells (GET and POST), {leaks} leaks"
        )
