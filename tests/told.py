"""What a test counted, at the end of the run: a test leaves it with `record_property(TOLD, text)`. A plugin
of its own, named in the root conftest: under xdist the process that prints collects nothing."""

TOLD = "told"


def pytest_terminal_summary(terminalreporter):
    for outcome in ("passed", "failed"):
        for report in terminalreporter.stats.get(outcome, []):
            if text := dict(report.user_properties).get(TOLD):
                terminalreporter.section(report.nodeid.split("::")[-1])
                terminalreporter.write_line(text)
