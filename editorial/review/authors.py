"""When a typed name becomes a person: a byline keeps the name as text until the piece is submitted or
signed, since autosave would make people of half a name (docs/decisions)."""

from editorial.people.authors import known_author, merged_among
from editorial.people.models import Contributor
from editorial.people.units import UnitPage


def register_authors(piece, user):
    """Give every typed name of the latest text its contributor, found or new, in a revision of its
    own: (the page as it then stands, the sentences to tell). Called under the lock of the piece."""
    if not _has_names_to_settle(piece):
        return piece, []
    latest = piece.get_latest_revision_as_object()
    for byline in latest.bylines.all():
        if byline.contributor_id and byline.contributor.merged_into_id:
            byline.contributor = byline.contributor.merged_into
    typed = [byline for byline in latest.bylines.all() if byline.contributor_id is None]
    own_unit = latest.unit
    # Two pieces may bring one new name at once: whoever comes second finds the first one's person.
    units = {(byline.typed_unit or own_unit).pk for byline in typed}
    list(UnitPage.objects.select_for_update().filter(pk__in=units).order_by("pk"))
    notes = []
    for byline in typed:
        name, unit = byline.typed_name, byline.typed_unit or own_unit
        byline.contributor = known_author(name, unit)
        if byline.contributor is None:
            byline.contributor = Contributor.objects.create(name=name, unit=unit)
            if unit.pk != own_unit.pk:
                notes.append(_note_on_new_author(name, unit))
        byline.typed_name, byline.typed_unit = "", None
    latest.save(clean=False)
    latest.save_revision(user=user, clean=False)
    return type(piece).objects.get(pk=piece.pk), notes


def _note_on_new_author(name, unit):
    """A new name in another unit may be a slip of the pen, and nobody there would notice."""
    return f"{unit.short_name}的作者里还没有“{name}”，已按新作者登记，请核对姓名和单位。"


def _has_names_to_settle(piece):
    """Typed ones, and authors that were made one with another since. Asked of the revision's JSON: to
    make a page of it costs a query for each of its relations."""
    bylines = piece.get_latest_revision().content.get("bylines", [])
    people = {byline["contributor"] for byline in bylines}
    return None in people or merged_among(people)
