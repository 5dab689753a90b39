"""Which authors those see who may make two of them one: whom a draft alone names is nobody's to see yet."""

from django.db.models import Exists, OuterRef

from editorial.people.models import Contributor
from editorial.pieces.models import Byline
from editorial.placements.models import PlacementCredit


def authors_seen():
    own = Byline.objects.filter(contributor=OuterRef("pk"))
    submitted = own.filter(piece__status_row__submitted_at__isnull=False)
    credited = PlacementCredit.objects.filter(contributor=OuterRef("pk"))
    with_account = Contributor.objects.filter(user__isnull=False)
    return with_account | Contributor.objects.filter(Exists(submitted) | Exists(credited))
