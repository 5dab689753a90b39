"""The face and the frame as a Django app."""

from django.apps import AppConfig
from django.db.models.signals import post_migrate


class CmsConfig(AppConfig):
    name = "cms"
    verbose_name = "网站"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self):
        from cms.door import atomic
        from cms.search.filling import fill_empty_index

        atomic.roll_back_on_admin_denial()
        post_migrate.connect(fill_empty_index, sender=self)
