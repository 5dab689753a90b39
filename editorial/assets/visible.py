"""Who sees which photos and documents."""

from django.db.models import Q

from editorial.assets.models import Attachment, PhotoAsset
from editorial.people.seats import is_bureau, unit_ids_of
from editorial.people.units import UnitPage


def photos_visible_to(user):
    """A unit's people see their unit's collection, the bureau every unit's."""
    return _assets_visible_to(PhotoAsset, "image_collection", user)


def attachments_visible_to(user):
    """A manuscript as it was sent in is its sender's; others see it with its piece, which
    editorial.walls.media asks."""
    seen = _assets_visible_to(Attachment, "document_collection", user)
    return seen.filter(Q(uploads__isnull=True) | Q(uploaded_by_user=user))


def _assets_visible_to(model, collection_field, user):
    if is_bureau(user):
        return model.objects.all()
    collections = UnitPage.objects.filter(pk__in=unit_ids_of(user)).values(collection_field)
    return model.objects.filter(Q(collection__in=collections) | Q(uploaded_by_user=user))
