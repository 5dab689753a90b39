"""`make run`: the web process and one worker with beat, until Ctrl-C. With --prepare it first brings
the database up to date, sets up what every installation needs and fills the demo once."""

import os
import sys
from pathlib import Path

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError
from django.db.migrations.recorder import MigrationRecorder

from cms.demo.people import DEMO_LOGINS, DEMO_PASSWORD
from cms.pulse import all_live
from cms.running.embedded import run_web, run_worker
from cms.running.installation import install, stand_at
from cms.running.services import AskedToStop, PortTaken, Services, answers, refuse_taken_port


class Command(BaseCommand):
    help = "启动网站和后台任务；按 Ctrl-C 全部停止。"
    # They cost a second at every start and are `make check`'s.
    requires_system_checks = []

    def add_arguments(self, parser):
        parser.add_argument(
            "--prepare", action="store_true", help="先迁移、初始化、首次填入演示数据"
        )

    def handle(self, *args, prepare, **options):
        host, port = os.environ.get("HOST", "127.0.0.1"), int(os.environ.get("PORT", "8000"))
        try:
            refuse_taken_port(host, port)
        except PortTaken as error:
            raise CommandError(str(error)) from error
        sys.exit(self.serve(host, port, prepare))

    def prepare(self, host, port):
        call_command("migrate", verbosity=0)
        if settings.DEMO_MODE:
            install()
            stand_at(host, port)
            self.fill_demo_once()
        else:
            call_command("setup", stdout=self.stdout)

    def fill_demo_once(self):
        """The marker is written last, so a first start that was interrupted fills the rest."""
        marker = Path(settings.VAR_DIR) / "demo-filled"
        if marker.exists() and marker.read_text() == self._database_identity():
            return
        self.stdout.write("首次启动，正在填入演示数据……")
        call_command("demo", stdout=self.stdout)
        marker.write_text(self._database_identity())

    def _database_identity(self):
        """A database that was removed and made again is another one: its site row is younger."""
        first = MigrationRecorder.Migration.objects.order_by("pk").first()
        return f"{settings.DATABASES['default']['NAME']} {first.applied.isoformat()}"

    def serve(self, host, port, prepare):
        """0 when asked to stop, 1 when a child ended by itself."""
        beat_file = Path(settings.VAR_DIR) / "beat-schedule"
        shown_host = "127.0.0.1" if host == "0.0.0.0" else host
        services = Services([(run_web, host, port), (run_worker, beat_file)])
        try:
            # They load their code while this process looks after the database.
            services.start()
            if prepare:
                self.prepare(shown_host, port)
            address = f"http://{shown_host}:{port}"
            if services.wait_until(lambda: all_live() and answers(f"{address}/healthz")):
                self.greet(address)
            services.wait_for_an_end()
            return 1
        except AskedToStop:
            return 0
        finally:
            services.stop()

    def greet(self, address):
        self.stdout.write(f"\n秉笔亮烛已启动：{address}/    登录：{address}/admin/")
        if settings.DEMO_MODE:
            self.stdout.write(f"演示账号（密码都是 {DEMO_PASSWORD}）：")
            for login in DEMO_LOGINS:
                self.stdout.write(f"  {login.username:<10} {login.does}")
        self.stdout.write("按 Ctrl-C 停止。\n")
        self.stdout.flush()
