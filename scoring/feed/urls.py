"""The addresses under /api/assessment/v1/; whatever else is asked there gets its answer in JSON too."""

from django.urls import path

from scoring.feed import views

app_name = "feed"
urlpatterns = [
    path("openapi.json", views.openapi, name="openapi"),
    path("quarters", views.quarters, name="quarters"),
    path("quarters/<str:code>/standings", views.standings, name="standings"),
    path("quarters/<str:code>/marks", views.marks, name="marks"),
    path("quarters/<str:code>/lines", views.lines, name="lines"),
    path("quarters/<str:code>/persons", views.persons, name="persons"),
    path("", views.unknown, name="root"),
    path("<path:code>", views.unknown, name="unknown"),
]
