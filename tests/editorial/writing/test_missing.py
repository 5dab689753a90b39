"""What keeps a piece from being submitted, said where its author would mend it."""

from django.urls import reverse

from tests.factories import make_piece


def test_what_is_missing_stands_beside_its_field_and_its_rows(cast, client):
    piece = make_piece(cast.duchang, cast.tongxun)
    latest = piece.get_latest_revision_as_object()
    latest.event_date = None
    latest.bylines.set([])
    latest.save_revision(user=cast.tongxun)
    client.force_login(cast.tongxun)
    edit = reverse("wagtailadmin_pages:edit", args=(piece.pk,))
    answer = client.get(f"{edit}?missing=1")
    form = answer.context["form"]
    assert dict(form.errors) == {"event_date": ["还缺：事件日期"]}
    assert form.formsets["bylines"].non_form_errors() == ["还缺：署名"]
    page = answer.content.decode()
    assert page.count("还缺：事件日期") == page.count("还缺：署名") == 1
    assert "还缺" not in client.get(edit).content.decode()
