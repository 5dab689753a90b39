"""One side of the bench as a child process with its own settings: builds its part of the database and
makes the requests that it is told to, one line of JSON in, one out."""

import json
import os
import sys
import time

import django


def main(side):
    answers = os.fdopen(os.dup(1), "w")
    os.dup2(2, 1)  # whatever prints goes to stderr, the answers alone to the pipe
    os.environ["DJANGO_SETTINGS_MODULE"] = f"tests.bench.{side}.settings"
    django.setup()
    worker = Worker(side)
    for line in sys.stdin:
        order = json.loads(line)
        answer = getattr(worker, order.pop("do"))(**order)
        answers.write(json.dumps(answer) + "\n")
        answers.flush()


class Worker:
    def __init__(self, side):
        self.side = side
        self.clients = {}
        self.screens = {}

    def build(self, units, pieces, review):
        from importlib import import_module

        from django.core.management import call_command

        from tests.bench.plan import Size

        call_command("migrate", run_syncdb=True, verbosity=0)
        builder = import_module(f"tests.bench.{self.side}.build")
        return {"pieces": builder.build(Size(units, pieces, review))}

    def ready(self):
        from importlib import import_module

        self.screens = import_module(f"tests.bench.{self.side}.screens").screens()
        return {"screens": list(self.screens)}

    def measure(self, screen, counting):
        """One request: its milliseconds, or the number of its queries, or how it failed."""
        from django.db import connection
        from django.test.utils import CaptureQueriesContext

        request = self.screens[screen]()
        client = self._client(request.user)
        started, worked = time.perf_counter(), time.process_time()
        try:
            if counting:
                with CaptureQueriesContext(connection) as queries:
                    response = self._send(client, request)
                return {"queries": len(queries), "status": response.status_code}
            response = self._send(client, request)
        except Exception as error:  # a request that fails is a result too
            return _took(started, worked) | {"error": f"{type(error).__name__}: {error}"[:200]}
        return _took(started, worked) | {"status": response.status_code}

    def sql(self, screen):
        from django.db import connection
        from django.test.utils import CaptureQueriesContext

        request = self.screens[screen]()
        with CaptureQueriesContext(connection) as queries:
            self._send(self._client(request.user), request)
        return [[query["sql"], float(query["time"])] for query in queries]

    def _client(self, username):
        from django.conf import settings
        from django.contrib.auth import get_user_model
        from django.test import Client

        if username not in self.clients:
            client = Client()
            user = get_user_model().objects.get(username=username)
            client.force_login(user, backend=settings.AUTHENTICATION_BACKENDS[0])
            self.clients[username] = client
        return self.clients[username]

    def _send(self, client, request):
        if request.data is None:
            return client.get(request.url)
        return client.post(request.url, request.data)


def _took(started, worked):
    """Milliseconds by the clock, and of the processor alone: the latter hardly knows of other work
    that the machine does at the same time."""
    return {
        "ms": (time.perf_counter() - started) * 1000,
        "cpu": (time.process_time() - worked) * 1000,
    }


if __name__ == "__main__":
    main(sys.argv[1])
