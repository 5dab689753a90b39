"""Reads an archive of `backup` into an empty place, then brings the database up to this version."""

from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError

from cms.running.backup import BackupError, read_backup
from cms.running.backup_engines import ToolFailed


class Command(BaseCommand):
    help = "从备份恢复数据库和上传的文件；请先停止网站和后台任务。"
    # An empty place has no tables that checks could look at.
    requires_system_checks = []

    def add_arguments(self, parser):
        parser.add_argument("file", help="备份文件")
        parser.add_argument("--force", action="store_true", help="替换这里已有的数据")

    def handle(self, *args, file, force, **options):
        try:
            summary = read_backup(file, force=force)
        except (BackupError, ToolFailed) as error:
            raise CommandError(str(error)) from error
        # Also puts back what post_migrate keeps, such as triggers.
        call_command("migrate", verbosity=0)
        self.stdout.write(f"已恢复：数据库和{summary.files}个文件。")
