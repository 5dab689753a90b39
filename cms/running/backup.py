"""One archive of database and media, and the way back. A zip of `database` (the engine's own dump,
so that triggers and constraints come along), `media/…` and `manifest.json` with the SHA-256 of each;
how an engine dumps and loads is cms.running.backup_engines'."""

import errno
import hashlib
import json
import shutil
import tempfile
import zipfile
import zlib
from contextlib import ExitStack, suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path, PurePosixPath

from django.core.files.storage import default_storage
from django.db import connection
from django.db.migrations.loader import MigrationLoader

from cms.running.backup_engines import dump_database, has_people, load_database

FORMAT = 1
MANIFEST, DATABASE, MEDIA = "manifest.json", "database", "media/"
CHUNK = 1024 * 1024
# What reading a file that is no archive of ours may raise, its manifest included.
UNREADABLE = (
    zipfile.BadZipFile,
    zlib.error,
    EOFError,
    FileNotFoundError,
    IsADirectoryError,
    KeyError,
    TypeError,
    ValueError,
)


class BackupError(Exception):
    """What stands in the way, in words for the one who typed the command; nothing was changed."""


@dataclass(frozen=True)
class Summary:
    files: int
    bytes: int


def write_backup(target):
    """Write the archive to `target`, which must not exist; the name appears only when it is whole.
    The database comes first: a photo added later is one too many, never one missing."""
    target = Path(target)
    if target.exists():
        raise BackupError(f"{target} 已存在，没有覆盖。请换一个文件名。")
    partial = target.with_name(target.name + ".partial")
    try:
        # It holds everybody's data and password hashes.
        partial.touch(mode=0o600)
        with zipfile.ZipFile(partial, "w", zipfile.ZIP_DEFLATED, allowZip64=True) as archive:
            summary = _fill(archive)
        partial.rename(target)
    except OSError as error:
        what = error.filename or target
        raise BackupError(f"没有备份成：{what} {reason_of(error)}。") from error
    finally:
        with suppress(OSError):
            partial.unlink(missing_ok=True)
    return summary


def reason_of(error):
    """Why a file could not be read or written, in words that follow its name."""
    reasons = {
        errno.ENOENT: "所在的文件夹或文件不存在",
        errno.ENOTDIR: "的路径中有一段不是文件夹",
        errno.EISDIR: "是一个文件夹",
        errno.EACCES: "没有读写的权限",
        errno.EROFS: "在只读的磁盘上",
        errno.ENOSPC: "写不下，磁盘已满",
    }
    return reasons.get(error.errno, error.strerror or str(error))


def _fill(archive):
    hashes = {}
    with tempfile.TemporaryDirectory() as folder:
        dump = Path(folder) / DATABASE
        dump_database(dump)
        with dump.open("rb") as source:
            hashes[DATABASE] = _add(archive, DATABASE, source, zipfile.ZIP_DEFLATED)
    for name in media_names():
        with default_storage.open(name, "rb") as source:
            # Photos are compressed already.
            hashes[MEDIA + name] = _add(archive, MEDIA + name, source, zipfile.ZIP_STORED)
    archive.writestr(MANIFEST, json.dumps(_manifest(hashes), ensure_ascii=False, indent=1))
    return Summary(len(hashes) - 1, sum(info.file_size for info in archive.infolist()))


def _manifest(hashes):
    return {
        "format": FORMAT,
        "made_at": datetime.now(UTC).isoformat(timespec="seconds"),
        "engine": connection.vendor,
        "migrations": sorted(
            ".".join(key) for key in MigrationLoader(connection).applied_migrations
        ),
        "sha256": hashes,
    }


def _add(archive, name, source, compression):
    """Copy a stream into the archive; the hash is of what was read."""
    info = zipfile.ZipInfo(name)
    info.compress_type = compression
    digest = hashlib.sha256()
    with archive.open(info, "w", force_zip64=True) as sink:
        while chunk := source.read(CHUNK):
            digest.update(chunk)
            sink.write(chunk)
    return digest.hexdigest()


def media_names(folder=""):
    """Every stored file, as storages list them: local folder and S3 alike."""
    try:
        folders, files = default_storage.listdir(folder)
    except FileNotFoundError:
        return
    for name in sorted(files):
        if name != ".gitkeep":
            yield f"{folder}{name}"
    for name in sorted(folders):
        yield from media_names(f"{folder}{name}/")


def read_backup(source, *, force=False):
    """Verify the whole archive, then replace the database and put the files back. A place that holds
    people or files is refused unless `force`."""
    with ExitStack() as stack:
        try:
            archive = stack.enter_context(zipfile.ZipFile(source))
            manifest = verify(archive)
            _refuse_unfit(manifest)
        except UNREADABLE as error:
            raise BackupError(f"{source} 不存在，或不是完整的备份文件。") from error
        if not force:
            _refuse_occupied()
        return _put_back(archive, manifest)


def verify(archive):
    """The manifest, once every entry has been read and equals its hash, none missing or added."""
    manifest = json.loads(archive.read(MANIFEST))
    entries = set(archive.namelist()) - {MANIFEST}
    if entries != set(manifest["sha256"]):
        raise BackupError("备份不完整：文件与清单不符。")
    for name, expected in manifest["sha256"].items():
        _refuse_escaping(name)
        with archive.open(name) as entry:
            if hashlib.file_digest(entry, "sha256").hexdigest() != expected:
                raise BackupError(f"备份已损坏：{name} 与清单中的校验值不符。")
    return manifest


def _refuse_escaping(name):
    path = PurePosixPath(name)
    if path.is_absolute() or ".." in path.parts or not name.startswith((MEDIA, DATABASE)):
        raise BackupError(f"备份中有不安全的文件名：{name}")


def _refuse_unfit(manifest):
    if manifest["format"] != FORMAT:
        raise BackupError(f"这个版本读不了第{manifest['format']}版格式的备份。")
    if manifest["engine"] != connection.vendor:
        raise BackupError(
            f"备份来自 {manifest['engine']}，这里用的是 {connection.vendor}；须用同一种数据库恢复。"
        )
    known = {".".join(key) for key in MigrationLoader(None).disk_migrations}
    newer = sorted(set(manifest["migrations"]) - known)
    if newer:
        raise BackupError(f"备份来自更新的版本（如 {newer[0]}），请先升级本软件再恢复。")


def _refuse_occupied():
    if has_people():
        raise BackupError("这里已有数据，没有恢复。确实要用备份替换，请加 --force。")
    if next(media_names(), None):
        raise BackupError("这里已有上传的文件，没有恢复。确实要用备份替换，请加 --force。")


def _put_back(archive, manifest):
    with tempfile.TemporaryDirectory() as folder:
        dump = Path(folder) / DATABASE
        with archive.open(DATABASE) as entry, dump.open("wb") as sink:
            shutil.copyfileobj(entry, sink, CHUNK)
        load_database(dump)
    names = [name for name in manifest["sha256"] if name.startswith(MEDIA)]
    for name in names:
        _restore_file(archive, name)
    return Summary(len(names), sum(archive.getinfo(name).file_size for name in names))


def _restore_file(archive, name):
    stored = name.removeprefix(MEDIA)
    if default_storage.exists(stored):
        default_storage.delete(stored)
    with archive.open(name) as entry:
        # The row refers to this very name: a storage that would choose another has failed.
        if default_storage.save(stored, entry) != stored:
            raise BackupError(f"文件 {stored} 没能按原名放回。")
