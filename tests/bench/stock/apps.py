"""The bench's app, and our rooms without what they connect and hook when they start."""

import sys
from importlib.machinery import ModuleSpec
from importlib.util import module_from_spec

from django.apps import AppConfig


class StockConfig(AppConfig):
    name = "tests.bench.stock"
    label = "stock"
    default = True
    default_auto_field = "django.db.models.BigAutoField"


class Bare(AppConfig):
    """Wagtail imports `wagtail_hooks` of every app; it finds an empty one."""

    default_auto_field = "django.db.models.BigAutoField"

    def ready(self):
        name = f"{self.name}.wagtail_hooks"
        sys.modules[name] = module_from_spec(ModuleSpec(name, None))


class BareCms(Bare):
    name = "cms"
    verbose_name = "网站"


class BareEditorial(Bare):
    name = "editorial"
    verbose_name = "采编"

    def ready(self):
        super().ready()
        from editorial.review.steps import ReviewStep

        # Stock asks every task what waits there; a plain one of Wagtail's answers: nothing.
        del ReviewStep.get_task_states_user_can_moderate
