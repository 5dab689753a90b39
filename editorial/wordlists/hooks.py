"""The word lists in Wagtail's admin: their addresses; the entry 词库 stands in the menu of the pieces."""

from django.urls import path
from django.views.decorators.http import require_safe
from wagtail import hooks

from editorial.screens.addresses import of_room
from editorial.wordlists import views as words


@hooks.register("register_admin_urls")
def word_urls():
    view = words.WordsView
    paths = [
        path("words/<slug:name>/", view.as_view(), name="words"),
        path(
            "words/<slug:name>/results/",
            require_safe(view.as_view(results_only=True)),
            name="words_results",
        ),
        path("words/<slug:name>/<int:pk>/", words.edit, name="edit_word"),
        path("words/<slug:name>/<int:pk>/remove/", words.remove, name="remove_word"),
        path("words/<slug:name>/looked/", words.look_through, name="look_through"),
        path("words/<slug:name>/import/", words.upload, name="import_words"),
        path("words/<slug:name>/import/confirm/", words.confirm, name="confirm_words"),
        path("words/<slug:name>/export/", words.export, name="export_words"),
    ]
    return of_room("wordlists", paths)
