"""Starts PostgreSQL and Redis from the system's binaries in a temporary folder, on loopback and a free
port, and finds Chromium and LibreOffice. Knows nothing of pytest: tests.services makes fixtures of it."""

import glob
import os
import pwd
import shutil
import socket
import subprocess
import tempfile
import time
from contextlib import contextmanager
from pathlib import Path

START_SECONDS = 30


class Missing(Exception):
    """A system binary that is not installed."""


class DidNotStart(Exception):
    """A server that was found and gave up; the text is the end of its log."""


def find(name, *patterns):
    """The path of a binary: from PATH, else the newest match of the patterns."""
    found = shutil.which(name)
    if found:
        return found
    for pattern in patterns:
        matches = sorted(glob.glob(pattern))
        if matches:
            return matches[-1]
    raise Missing(name)


def find_postgres(name):
    return find(name, f"/usr/lib/postgresql/*/bin/{name}", f"/usr/local/opt/postgresql*/bin/{name}")


def find_chromium():
    for name in ("chromium", "chromium-browser", "google-chrome"):
        if shutil.which(name):
            return shutil.which(name)
    raise Missing("chromium")


def find_libreoffice():
    return find("soffice", "/usr/lib/libreoffice/program/soffice")


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


@contextmanager
def postgres():
    """Yields the address of an empty database `bbl`; its owner may make test databases."""
    initdb, server = find_postgres("initdb"), find_postgres("postgres")
    with tempfile.TemporaryDirectory(prefix="bbl-pg-") as folder:
        prefix = _as_somebody_else(folder)
        data, port = f"{folder}/data", free_port()
        _run(prefix + [initdb, "-D", data, *_initdb_options()], folder)
        command = prefix + [server, "-D", data, *_server_options(folder, port)]
        with _running(command, folder, lambda: _postgres_answers(port)):
            _execute(port, "CREATE DATABASE bbl")
            yield f"postgresql://bbl@127.0.0.1:{port}/bbl"


def _initdb_options():
    return ["-U", "bbl", "-A", "trust", "-E", "UTF8", "--locale=C.UTF-8", "--no-sync"]


def _server_options(folder, port):
    """Durability is of no use to a test."""
    settings = {
        "port": port,
        "listen_addresses": "127.0.0.1",
        "unix_socket_directories": folder,
        "fsync": "off",
        "synchronous_commit": "off",
        "full_page_writes": "off",
    }
    return [part for key, value in settings.items() for part in ("-c", f"{key}={value}")]


def _as_somebody_else(folder):
    """PostgreSQL refuses to run as root: give the folder to `postgres` or `nobody` and run as them."""
    if os.getuid() != 0:
        return []
    account = next(filter(None, map(_account, ("postgres", "nobody"))), None)
    if account is None:
        raise Missing("an account other than root for PostgreSQL")
    os.chown(folder, account.pw_uid, account.pw_gid)
    identity = [f"--reuid={account.pw_uid}", f"--regid={account.pw_gid}", "--clear-groups"]
    return [find("setpriv"), *identity]


def _account(name):
    try:
        return pwd.getpwnam(name)
    except KeyError:
        return None


def _postgres_answers(port):
    import psycopg

    try:
        psycopg.connect(host="127.0.0.1", port=port, user="bbl", dbname="postgres").close()
    except psycopg.OperationalError:
        return False
    return True


def _execute(port, statement):
    import psycopg

    address = {"host": "127.0.0.1", "port": port, "user": "bbl", "dbname": "postgres"}
    with psycopg.connect(**address, autocommit=True) as connection:
        connection.execute(statement)


@contextmanager
def redis():
    """Yields (address, process): a test may kill it to see what happens."""
    binary = find("redis-server")
    with tempfile.TemporaryDirectory(prefix="bbl-redis-") as folder:
        port = free_port()
        options = ["--bind", "127.0.0.1", "--save", "", "--appendonly", "no", "--dir", folder]
        command = [binary, "--port", str(port), *options]
        with _running(command, folder, lambda: _port_is_open(port)) as process:
            yield f"redis://127.0.0.1:{port}/0", process


def _port_is_open(port):
    with socket.socket() as probe:
        return probe.connect_ex(("127.0.0.1", port)) == 0


def _run(command, folder):
    done = subprocess.run(command, cwd=folder, capture_output=True, text=True)
    if done.returncode:
        raise DidNotStart(done.stderr[-1000:])


@contextmanager
def _running(command, folder, answers):
    log = Path(folder) / "server.log"
    with log.open("wb") as sink:
        process = subprocess.Popen(
            command, cwd=folder, stdin=subprocess.DEVNULL, stdout=sink, stderr=sink
        )
    try:
        _wait_for(process, answers, log)
        yield process
    finally:
        # SIGINT is PostgreSQL's fast shutdown: it does not wait for clients.
        process.send_signal(2)
        try:
            process.wait(10)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()


def _wait_for(process, answers, log):
    deadline = time.monotonic() + START_SECONDS
    while not answers():
        if process.poll() is not None or time.monotonic() > deadline:
            raise DidNotStart(log.read_text(errors="replace")[-1000:])
        time.sleep(0.1)
