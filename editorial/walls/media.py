"""Hands out every file under /media/ after asking who may see it (decision 14). The folder says
in which tables its row may stand; who sees which rows each room's visible.py says."""

import mimetypes
from collections.abc import Callable
from dataclasses import dataclass
from urllib.parse import quote

from django.conf import settings
from django.core.files.storage import default_storage
from django.db.models import QuerySet
from django.http import FileResponse, Http404, HttpResponse
from django.views.decorators.http import require_safe
from wagtail.models import Page, ReferenceIndex
from wagtail.users.models import UserProfile

from editorial.assets.models import Attachment, PhotoAsset, PhotoRendition
from editorial.assets.visible import attachments_visible_to, photos_visible_to
from editorial.people.seats import seats_of
from editorial.pieces.page import pieces_visible_to
from editorial.placements.models import Evidence
from editorial.placements.visible import placements_visible_to
from editorial.screens.downloads import named

# What a browser shows without being able to run anything in it.
SHOWN_INLINE = frozenset({"image/jpeg", "image/png", "image/webp", "image/gif", "application/pdf"})
PUBLIC, PRIVATE = "public, max-age=300", "private, no-store"


@dataclass(frozen=True)
class Finder:
    """One table with files: what its file is called, who may have it. The three are asked of a row."""

    rows: QuerySet
    name: Callable
    may_see: Callable
    is_public: Callable = lambda row: False
    field: str = "file"

    def find(self, path):
        return self.rows.filter(**{self.field: path}).first()


@require_safe
def serve(request, path):
    """A file, or 404 for one that is not there or not for this person to see."""
    if "\x00" in path:
        raise Http404  # PostgreSQL can't even be asked for such a name
    finder, row = _found(path)
    if row is None:
        raise Http404
    if finder.is_public(row):
        return _send(path, finder.name(row), PUBLIC)
    if seats_of(request.user) and finder.may_see(row, request.user):
        return _send(path, finder.name(row), PRIVATE)
    raise Http404


def _found(path):
    folder = path.partition("/")[0]
    for finder in FINDERS.get(folder, ()):
        if row := finder.find(path):
            return finder, row
    return None, None


def may_see_photo(photo, user):
    """Of one's own unit, or in a piece that one sees: a reviewer's, or a joint byline's."""
    own = photos_visible_to(user).filter(pk=photo.pk).exists()
    return own or stands_in_a_visible_piece(photo, user)


def may_see_attachment(attachment, user):
    own = attachments_visible_to(user).filter(pk=attachment.pk).exists()
    return (
        own
        or pieces_visible_to(user).filter(uploads__original=attachment).exists()
        or stands_in_a_visible_piece(attachment, user)
    )


def may_see_evidence(evidence, user):
    return placements_visible_to(user).filter(pk=evidence.placement_id).exists()


def may_see_avatar(profile, user):
    """Everybody who works here."""
    return True


def stands_on_a_live_page(asset):
    return Page.objects.live().filter(pk__in=_pages_that_show(asset)).exists()


def stands_in_a_visible_piece(asset, user):
    return pieces_visible_to(user).filter(pk__in=_pages_that_show(asset)).exists()


def _pages_that_show(asset):
    """Ids of the pages that refer to the asset, a handful at most; the index keeps ids as text."""
    references = ReferenceIndex.objects.filter(
        to_content_type__app_label=asset._meta.app_label,
        to_content_type__model=asset._meta.model_name,
        to_object_id=str(asset.pk),
        base_content_type__app_label="wagtailcore",
        base_content_type__model="page",
    )
    return [int(pk) for pk in references.values_list("object_id", flat=True)]


# Folder of the storage → the tables whose files it holds. An app adds its own when it is ready.
FINDERS = {
    # Originals are never public: the site shows renditions.
    "original_images": [
        Finder(PhotoAsset.objects.all(), lambda photo: photo.title, may_see_photo),
    ],
    "images": [
        Finder(
            PhotoRendition.objects.select_related("image"),
            lambda rendition: rendition.image.title,
            lambda rendition, user: may_see_photo(rendition.image, user),
            lambda rendition: stands_on_a_live_page(rendition.image),
        ),
    ],
    "documents": [
        Finder(
            Attachment.objects.all(),
            lambda attachment: attachment.title,
            may_see_attachment,
            stands_on_a_live_page,
        ),
    ],
    "evidence": [
        Finder(Evidence.objects.all(), lambda row: row.original_name, may_see_evidence),
    ],
    "avatar_images": [
        Finder(UserProfile.objects.all(), lambda profile: "头像", may_see_avatar, field="avatar"),
    ],
}


def _send(path, name, cache):
    """The bytes, by the reverse proxy where there is one. Only what can run nothing is shown in the
    browser, and the browser is told not to guess."""
    kind = mimetypes.guess_type(path)[0] or "application/octet-stream"
    response = _proxied(path) if settings.SENDFILE_PREFIX else _streamed(path)
    response["Content-Type"] = kind if kind in SHOWN_INLINE else "application/octet-stream"
    plain, _, _ending = path.rsplit("/", 1)[-1].rpartition(".")
    named(response, _file_name(name, path), plain, shown=kind in SHOWN_INLINE)
    response["X-Content-Type-Options"] = "nosniff"
    response["Cache-Control"] = cache
    return response


def _file_name(name, path):
    suffix = path.rsplit(".", 1)[-1].lower()
    return name if name.lower().endswith(f".{suffix}") else f"{name}.{suffix}"


def _streamed(path):
    try:
        return FileResponse(default_storage.open(path, "rb"))
    except FileNotFoundError as error:
        raise Http404 from error


def _proxied(path):
    response = HttpResponse()
    response["X-Accel-Redirect"] = settings.SENDFILE_PREFIX + quote(path)
    return response
