"""The home's card of people who were given a first password and have not come in with it."""

from django.urls import reverse

from editorial.people.models import User
from editorial.people.seats import may_manage_people
from editorial.screens.cards import URGENT, Card, Row


def people_cards(user):
    if not may_manage_people(user):
        return []
    waiting = User.objects.filter(is_active=True, must_change_password=True).order_by("-pk")
    rows = [
        Row(person.name, reverse("people:person", args=(person.pk,)), person.username)
        for person in waiting[:URGENT]
    ]
    return [
        Card(
            "还没有用过首次密码的人员",
            waiting.count(),
            rows,
            "去人员",
            address := reverse("people:people") + "?is_active=True&first_password=True",
            "开设的账号都登录过了。",
            unit="人",
            whole=address,
        )
    ]
