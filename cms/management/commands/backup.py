"""Writes one archive of database and media."""

from django.core.management.base import BaseCommand, CommandError

from cms.running.backup import BackupError, write_backup
from cms.running.backup_engines import ToolFailed


class Command(BaseCommand):
    help = "把数据库和上传的文件备份成一个文件；不必停机。"

    def add_arguments(self, parser):
        parser.add_argument("file", help="要写的备份文件，如 backup-20260903.zip")

    def handle(self, *args, file, **options):
        try:
            summary = write_backup(file)
        except (BackupError, ToolFailed) as error:
            raise CommandError(str(error)) from error
        self.stdout.write(f"已备份：数据库和{summary.files}个文件，共{summary.bytes:,}字节。")
