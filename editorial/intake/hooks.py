"""Word files and pasted texts in Wagtail's admin: our addresses; the buttons stand on 我的稿件."""

from django.urls import path
from wagtail import hooks

from editorial.intake import views as uploads
from editorial.screens.addresses import of_room


@hooks.register("register_admin_urls")
def upload_urls():
    paths = [
        path("pieces/upload/", uploads.upload, name="upload_word"),
        path("pieces/upload/results/", uploads.upload_results, name="upload_results"),
        path("pieces/paste/", uploads.paste, name="paste_text"),
        path("pieces/<int:pk>/captions/", uploads.captions, name="captions"),
        path("pieces/<int:pk>/confirm-reading/", uploads.confirm_reading, name="confirm_reading"),
    ]
    return of_room("intake", paths)
