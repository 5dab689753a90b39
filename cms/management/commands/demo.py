"""Fills an installation with a believable year, made through the same actions that people use.
The stories and names are cms.demo.texts'; refused unless settings.DEMO_MODE is on."""

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.db import transaction

from cms.demo.city import City
from cms.running.installation import install
from editorial.people.units import UnitPage


class Command(BaseCommand):
    help = "填入演示数据；已有数据时什么也不做。"

    def handle(self, *args, **options):
        if not settings.DEMO_MODE:
            raise CommandError("演示数据只能填入演示环境；这里不是演示环境，什么也没有做。")
        if UnitPage.objects.exists():
            self.stdout.write("已有单位和稿件，没有再填演示数据。")
            return
        with transaction.atomic():
            install()
            City().build()
        self.stdout.write("演示数据已填好。")
