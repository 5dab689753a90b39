"""The face and the frame as a Django app."""

from django.apps import AppConfig


class CmsConfig(AppConfig):
    name = "cms"
    verbose_name = "网站"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self):
        from cms import atomic

        atomic.roll_back_on_admin_denial()
