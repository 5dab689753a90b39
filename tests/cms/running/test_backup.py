"""`manage.py backup` and `restore`: one archive of database and media, read into an empty place and
compared row by row and byte by byte, on SQLite and on PostgreSQL. What cannot be read changes nothing."""

import json
import os
import shutil
import sqlite3
import subprocess
import sys
import zipfile
from contextlib import closing
from pathlib import Path

import psycopg
import pytest

from tests.production import ROOT

LEDGER_ROWS = {
    "editorial_reviewact": 5,
    "editorial_approvedversion": 1,
    "editorial_placementact": 2,
    "editorial_evidence": 1,
    "scoring_scoreentry": 1,
    "scoring_frozenquarter": 1,
}
FROZEN = {
    "UPDATE scoring_scoreentry SET points = points + 1": "已定稿的季度不能改",
    "DELETE FROM scoring_frozenstanding": "已定稿的季度不能改",
    "DELETE FROM editorial_reviewact": "审稿记录只能添加，不能修改或删除",
    "UPDATE editorial_approvedversion SET sha256 = 'x'": "审定稿只能添加，不能修改或删除",
}
OCCUPIED = "这里已有数据，没有恢复。确实要用备份替换，请加 --force。"
UNREADABLE = "不存在，或不是完整的备份文件。"


class Place:
    """An installation of its own: files in a folder, a database of either engine."""

    def __init__(self, folder, database=""):
        self.folder, self.database = Path(folder), database
        self.media.mkdir(parents=True)
        self.environment = os.environ | {
            "DJANGO_SETTINGS_MODULE": "cms.settings.dev",
            "DATABASE_URL": database,
            "VAR_DIR": str(self.folder / "var"),
            "MEDIA": str(self.media),
            "PYTHONIOENCODING": "utf-8",
        }

    @property
    def media(self):
        return self.folder / "media"

    def run(self, *command):
        """(exit code, what it said)."""
        done = subprocess.run(
            [sys.executable, *command],
            cwd=ROOT,
            env=self.environment,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
        )
        return done.returncode, done.stdout

    def manage(self, *arguments):
        return self.run("manage.py", *(str(argument) for argument in arguments))

    def fill(self):
        code, said = self.run("-m", "tests.small_world")
        assert code == 0, said

    def files(self):
        found = (path for path in sorted(self.media.rglob("*")) if path.is_file())
        return {str(path.relative_to(self.media)): path.read_bytes() for path in found}

    def connect(self):
        if self.database:
            return psycopg.connect(self.database, autocommit=True)
        return sqlite3.connect(self.folder / "var" / "db.sqlite3", isolation_level=None)

    def ask(self, *statements):
        """The rows that each statement gives, sorted."""
        with closing(self.connect()) as database:
            return [sorted(map(repr, database.execute(sql).fetchall())) for sql in statements]

    def rows(self):
        """Every row of every table, and what else the database consists of."""
        tables, parts = self.ask(*(PG_ASKS if self.database else SQLITE_ASKS))
        names = [table[2:-3] for table in tables]
        found = self.ask(*(f'SELECT * FROM "{name}"' for name in names))
        return dict(zip(names, found, strict=True)) | {"": parts}

    def content(self):
        return self.rows(), self.files()


# The names of the tables; indexes, triggers and constraints, and where numbering goes on.
SQLITE_ASKS = (
    "SELECT name FROM sqlite_master WHERE type = 'table'",
    "SELECT type, name, sql FROM sqlite_master",
)
PG_ASKS = (
    "SELECT tablename FROM pg_tables WHERE schemaname = 'public'",
    """SELECT 'trigger', tgname FROM pg_trigger WHERE NOT tgisinternal
    UNION ALL SELECT 'index', indexdef FROM pg_indexes WHERE schemaname = 'public'
    UNION ALL SELECT 'rule', conrelid::regclass || conname || pg_get_constraintdef(oid)
        FROM pg_constraint WHERE connamespace = 'public'::regnamespace
    UNION ALL SELECT 'next', sequencename || coalesce(last_value, 0) FROM pg_sequences""",
)


@pytest.fixture(scope="module")
def sqlite_source(empty_tables, tmp_path_factory):
    """(a filled place on SQLite, its archive)."""
    place = Place(tmp_path_factory.mktemp("sqlite") / "source")
    (place.folder / "var").mkdir()
    shutil.copy(empty_tables, place.folder / "var" / "db.sqlite3")
    place.fill()
    return place, archive_of(place)


@pytest.fixture(scope="module")
def postgres_urls(postgres_url):
    """Two empty databases on one server."""
    with psycopg.connect(postgres_url, autocommit=True) as server:
        for name in ("source", "target"):
            server.execute(f"CREATE DATABASE {name}")
    base = postgres_url.rsplit("/", 1)[0]
    yield f"{base}/source", f"{base}/target"
    with psycopg.connect(postgres_url, autocommit=True) as server:
        for name in ("source", "target"):
            server.execute(f"DROP DATABASE {name} WITH (FORCE)")


def archive_of(place):
    archive = place.folder / "backup.zip"
    assert place.manage("backup", archive)[0] == 0
    return archive


def rewritten(archive, target, **changes):
    """A copy of an archive with other entries; None leaves one out."""
    with zipfile.ZipFile(archive) as old, zipfile.ZipFile(target, "w") as new:
        kept = {name: old.read(name) for name in old.namelist()}
        for name, data in (kept | changes).items():
            if data is not None:
                new.writestr(name, data)
    return target


def is_full(content):
    rows, files = content
    counts = {table: len(rows[table]) for table in LEDGER_ROWS}
    folders = {name.split("/")[0] for name in files}
    return counts == LEDGER_ROWS and folders == {"original_images", "evidence", "closings"}


def refuses_to_change(place, error):
    """Raw SQL, past the product: every frozen table says no in its own words."""
    before = place.rows()
    for statement, message in FROZEN.items():
        with pytest.raises(error, match=message), closing(place.connect()) as database:
            database.execute(statement)
    return place.rows() == before


def test_sqlite_archive_restored_into_an_empty_place_is_the_same(sqlite_source, tmp_path):
    source, archive = sqlite_source
    target = Place(tmp_path / "target")
    assert is_full(source.content())
    assert target.manage("restore", archive) == (0, "已恢复：数据库和3个文件。\n")
    assert target.content() == source.content()
    assert refuses_to_change(target, sqlite3.IntegrityError)
    second_restore_needs_force(target, archive)


def second_restore_needs_force(target, archive):
    before = target.content()
    with closing(target.connect()) as database:
        database.execute("UPDATE editorial_unitpage SET short_name = '改过的'")
    changed = target.content()
    assert changed != before
    assert target.manage("restore", archive) == (1, f"CommandError: {OCCUPIED}\n")
    assert target.content() == changed
    assert target.manage("restore", archive, "--force")[0] == 0
    assert target.content() == before


def test_postgres_archive_restored_into_an_empty_place_is_the_same(
    postgres_urls, sqlite_source, tmp_path
):
    source, target = (
        Place(tmp_path / name, url)
        for name, url in zip(("source", "target"), postgres_urls, strict=True)
    )
    source.fill()
    archive = archive_of(source)
    assert is_full(source.content())
    refuses_an_archive_of_another_engine(target, sqlite_source[1])
    assert target.manage("restore", archive) == (0, "已恢复：数据库和3个文件。\n")
    assert target.content() == source.content()
    assert refuses_to_change(target, psycopg.errors.IntegrityConstraintViolation)
    second_restore_needs_force(target, archive)


def refuses_an_archive_of_another_engine(target, archive):
    said = "备份来自 sqlite，这里用的是 postgresql；须用同一种数据库恢复。"
    assert target.manage("restore", archive, "--force") == (1, f"CommandError: {said}\n")
    assert target.content() == ({"": []}, {})


def broken_archives(archive, folder):
    """Each is a way in which a file is not the archive that was written."""
    whole = archive.read_bytes()
    half = folder / "half.zip"
    half.write_bytes(whole[: len(whole) // 2])
    yield half
    with zipfile.ZipFile(archive) as opened:
        start = opened.getinfo("database").header_offset
    flipped = folder / "flipped.zip"
    flipped.write_bytes(whole[: start + 5000] + bytes(5000) + whole[start + 10000 :])
    yield flipped
    text = folder / "text.zip"
    text.write_text("这不是备份")
    yield text
    foreign = folder / "foreign.zip"
    with zipfile.ZipFile(foreign, "w") as other:
        other.writestr("照片.jpg", b"x")
    yield foreign
    for number, manifest in enumerate((b"\xff", "[]", "{", '{"format": 1}')):
        yield rewritten(archive, folder / f"manifest{number}.zip", **{"manifest.json": manifest})
    yield folder / "missing.zip"
    yield folder


def test_what_is_no_whole_archive_is_refused_and_changes_nothing(sqlite_source, tmp_path):
    source, archive = sqlite_source
    before = source.content()
    paths = list(broken_archives(archive, tmp_path))
    assert read_all(source, paths) == [f"{path} {UNREADABLE}" for path in paths]
    assert source.content() == before


def test_an_archive_that_was_tampered_with_is_refused_and_changes_nothing(sqlite_source, tmp_path):
    source, archive = sqlite_source
    before = source.content()
    with zipfile.ZipFile(archive) as opened:
        manifest = json.loads(opened.read("manifest.json"))
    photo = next(name for name in manifest["sha256"] if name.startswith("media/original_images/"))

    def with_manifest(**changes):
        return {"manifest.json": json.dumps(manifest | changes)}

    outside = with_manifest(sha256=manifest["sha256"] | {"media/../x": "0"})
    newer = with_manifest(migrations=[*manifest["migrations"], "editorial.9999_later"])
    expected = [
        ({photo: b"x"}, f"备份已损坏：{photo} 与清单中的校验值不符。"),
        ({photo: None}, "备份不完整：文件与清单不符。"),
        ({"media/more.jpg": b"x"}, "备份不完整：文件与清单不符。"),
        (outside | {"media/../x": b"x"}, "备份中有不安全的文件名：media/../x"),
        (with_manifest(format=2), "这个版本读不了第2版格式的备份。"),
        (newer, "备份来自更新的版本（如 editorial.9999_later），请先升级本软件再恢复。"),
    ]
    paths = [
        rewritten(archive, tmp_path / f"{number}.zip", **changes)
        for number, (changes, _) in enumerate(expected)
    ]
    assert read_all(source, paths) == [said for _, said in expected]
    assert source.content() == before


READ_ALL = """
import sys, django
django.setup()
from cms.running.backup import BackupError, read_backup
for name in sys.argv[1:]:
    try:
        read_backup(name, force=True)
    except BackupError as error:
        print(error)
    else:
        print("has read", name)
"""


def read_all(place, paths):
    """What restoring each with --force says, in one process: a start takes longest."""
    code, said = place.run("-c", READ_ALL, *map(str, paths))
    assert code == 0, said
    return said.splitlines()


def test_a_backup_never_overwrites_a_file(sqlite_source):
    source, archive = sqlite_source
    before = archive.read_bytes()
    said = f"CommandError: {archive} 已存在，没有覆盖。请换一个文件名。\n"
    assert source.manage("backup", archive) == (1, said)
    assert archive.read_bytes() == before
    assert archive.stat().st_mode & 0o077 == 0


def test_a_backup_into_no_folder_is_told_in_a_sentence(sqlite_source, tmp_path):
    source, _ = sqlite_source
    target = tmp_path / "没有" / "backup.zip"
    code, said = source.manage("backup", target)
    assert code == 1
    assert said == f"CommandError: 没有备份成：{target}.partial 所在的文件夹或文件不存在。\n"
