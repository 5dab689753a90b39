"""A form that refers to a photo checks that the person may choose it or that it stood there before:
Wagtail does not, and showed a foreign photo's title and address to whoever posted its id."""

from editorial.querysets import photos_visible_to


def refuse_foreign_references(piece_form, user):
    """Add an error to `body` when it newly refers to a photo that `user` may not choose."""
    body = piece_form.cleaned_data.get("body")
    if body is None:
        return
    posted = _photo_ids(body)
    fresh = posted - _photos_that_stood_there(piece_form.instance)
    allowed = set(photos_visible_to(user).filter(pk__in=fresh).values_list("pk", flat=True))
    if fresh - allowed:
        piece_form.add_error("body", "有照片不在您可以选用的范围内，请重新选择照片。")


def _photos_that_stood_there(piece):
    if piece.pk is None:
        return set()
    return _photo_ids(piece.get_latest_revision_as_object().body)


def _photo_ids(body):
    photos = [block.value.get("photo") for block in body if block.block_type == "photo"]
    return {photo.pk for photo in photos if photo is not None}
