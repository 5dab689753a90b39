"""`python -m tests.journeys.serve MOMENT PORT`: the product's web process with its clock set to that
moment and running on from there."""

import sys
from datetime import datetime
from zoneinfo import ZoneInfo

import time_machine


def set_clock(moment):
    """From now on this process lives at `moment`, local time of the bureau."""
    at = datetime.fromisoformat(moment).replace(tzinfo=ZoneInfo("Asia/Shanghai"))
    time_machine.travel(at, tick=True).start()


def main(moment, port):
    set_clock(moment)
    from django.core.servers.basehttp import run

    from cms.wsgi import application

    run("127.0.0.1", int(port), application, threading=True)


if __name__ == "__main__":
    main(*sys.argv[1:])
