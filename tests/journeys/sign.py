"""`python -m tests.journeys.sign MOMENT`: adds a signed piece with a heading, a table and two photos to
the place that `prepare` made, and prints its number."""

import io
import sys

import django

from tests.journeys.serve import set_clock


def main(moment):
    set_clock(moment)
    django.setup()
    print(sign())


def sign():
    from types import SimpleNamespace

    from editorial import stages
    from editorial.people.models import User
    from editorial.people.units import UnitPage
    from tests.factories import bring_to, make_piece

    people = {user.username: user for user in User.objects.all()}
    unit = UnitPage.objects.get(slug="renhang")
    photo, other = (stored(unit, title) for title in ("登高", "合影"))
    body = [
        ("paragraph", "<p>10月21日，老同志登高，3 &lt; 5。</p>"),
        ("subheading", "一、登高"),
        ("photo", {"photo": photo, "caption": "图为登高", "photographer": "王五"}),
        ("table", {"data": [["单位", "人数"]]}),
    ]
    piece = make_piece(unit, people["tongxun"], body=body, photos=[other])
    bring_to(stages.APPROVED, piece, SimpleNamespace(**people))
    return piece.pk


def stored(unit, title):
    """Red, green and blue from left to right."""
    from django.core.files.base import ContentFile
    from PIL import Image

    from editorial.assets.models import PhotoAsset

    image = Image.new("RGB", (3000, 1500), (30, 160, 60))
    image.paste((200, 30, 30), (0, 0, 1000, 1500))
    image.paste((30, 60, 200), (2000, 0, 3000, 1500))
    out = io.BytesIO()
    image.save(out, "JPEG")
    photo = PhotoAsset(title=title, collection=unit.image_collection)
    photo.file = ContentFile(out.getvalue(), name="photo.jpg")
    photo.save()
    return photo


if __name__ == "__main__":
    main(sys.argv[1])
