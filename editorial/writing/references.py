"""Keeps a piece from referring to files that its writer may not choose (decision 14). Wagtail checks
nothing here, and shows the title of whatever id is posted."""

from django.core.exceptions import ValidationError
from wagtail.blocks import StreamBlockValidationError
from wagtail.blocks.struct_block import StructBlockValidationError

from editorial.assets.visible import photos_visible_to

NOT_YOURS = "这张照片不在本单位的照片里，已经取下。请重新选择或上传。"


def refuse_foreign_references(piece_form, user):
    """Put an error beside each photo that is neither the user's to choose nor stood there before, and
    take the photo out of what the form shows again."""
    body = piece_form.cleaned_data.get("body")
    if body is None:
        return
    foreign = _photo_ids(body) - _photo_ids(piece_form.instance.body)
    foreign -= set(photos_visible_to(user).filter(pk__in=foreign).values_list("pk", flat=True))
    if not foreign:
        return
    _take_out_of_what_was_typed(piece_form, foreign)
    piece_form.add_error("body", _beside_each_photo(body, foreign))


def _photo_ids(stream):
    return {photo.pk for _, photo in _photos(stream)}


def _photos(stream):
    for index, block in enumerate(stream):
        if block.block_type == "photo" and block.value.get("photo"):
            yield index, block.value["photo"]


def _beside_each_photo(body, foreign):
    return StreamBlockValidationError(
        block_errors={
            index: StructBlockValidationError({"photo": ValidationError(NOT_YOURS)})
            for index, photo in _photos(body)
            if photo.pk in foreign
        }
    )


def _take_out_of_what_was_typed(piece_form, foreign):
    """The form is drawn again from its data, with the title and a picture of every photo in it."""
    data = piece_form.data.copy()
    start, ids = f"{piece_form['body'].html_name}-", {str(pk) for pk in foreign}
    for name in data:
        if name.startswith(start) and name.endswith("-photo") and data[name].strip() in ids:
            data[name] = ""
    piece_form.data = data
