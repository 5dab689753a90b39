"""The corpus's table at the end of a run: per habit right, of how many, and the misses by name. A plugin of
its own, named in the root conftest: under xdist the process that prints collects nothing."""

TABLE = "corpus_table"


def pytest_terminal_summary(terminalreporter):
    for outcome in ("passed", "failed"):
        for report in terminalreporter.stats.get(outcome, []):
            if table := dict(report.user_properties).get(TABLE):
                terminalreporter.section("corpus of manuscripts")
                terminalreporter.write_line(table)
