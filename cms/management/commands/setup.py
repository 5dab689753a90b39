"""Makes an empty, migrated database usable; safe to repeat."""

from django.core.management.base import BaseCommand

from cms.running.installation import first_administrator, install
from editorial.people.models import User


class Command(BaseCommand):
    help = "初始化：站点、角色、审稿流程、媒体与专栏、本季度；可重复运行。"

    def add_arguments(self, parser):
        parser.add_argument("--admin", metavar="NAME", help="建立第一位管理员，打印一次性密码")

    def handle(self, *args, admin, **options):
        install()
        if admin:
            self.make_administrator(admin)
        elif not User.objects.filter(is_superuser=True).exists():
            self.stdout.write("已初始化。还没有管理员，请运行：manage.py setup --admin 登录名")

    def make_administrator(self, username):
        password = first_administrator(username)
        if password is None:
            self.stdout.write(f"“{username}”已存在，没有改动。")
            return
        self.stdout.write(
            f"管理员：{username}\n首次密码：{password}\n登录后须立即改密码；这里只显示一次。"
        )
