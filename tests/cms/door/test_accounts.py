"""Log-in, log-out and passwords: Chinese, and a first password lets nobody past its own change."""

import re
from html.parser import HTMLParser

import pytest
from django.core import mail
from django.urls import reverse

from cms.demo.people import DEMO_LOGINS, DEMO_PASSWORD
from editorial.people.models import User

# Keys are named as they are printed on the keyboard.
KEYS = {"Ctrl", "Alt", "Shift", "Esc", "Enter"}
NEW = "chongyang-denggao-9"


class TextOf(HTMLParser):
    """What a reader sees: no markup, no scripts, and attributes only through the browser."""

    UNSEEN = {"script", "style", "svg", "noscript", "template"}

    def __init__(self):
        super().__init__()
        self.words, self.depth = [], 0

    def handle_starttag(self, tag, attrs):
        self.depth += tag in self.UNSEEN

    def handle_endtag(self, tag):
        self.depth -= tag in self.UNSEEN

    def handle_data(self, data):
        if not self.depth:
            self.words.append(data)


def words_of(response):
    parser = TextOf()
    parser.feed(response.content.decode())
    return " ".join(parser.words)


def latin_words(response, *allowed):
    return sorted(set(re.findall(r"[A-Za-z]{2,}", words_of(response))) - set(allowed) - KEYS)


@pytest.fixture
def newcomer(cast):
    cast.tongxun.must_change_password = True
    cast.tongxun.save()
    return cast.tongxun


def test_login_page_is_chinese_and_names_no_demo_login(client, site):
    response = client.get(reverse("wagtailadmin_login"))
    assert "登录秉笔亮烛" in words_of(response)
    assert latin_words(response) == []


def test_login_page_names_the_demo_logins_in_demo_mode_only(client, site, settings):
    settings.DEMO_MODE = True
    text = words_of(client.get(reverse("wagtailadmin_login")))
    assert DEMO_PASSWORD in text
    assert [login.username for login in DEMO_LOGINS if login.username not in text] == []


def test_wrong_password_is_answered_in_chinese_and_keeps_the_name(client, cast):
    response = client.post(
        reverse("wagtailadmin_login"), {"username": "tongxun", "password": "wrong"}
    )
    assert response.status_code == 200
    assert latin_words(response) == []
    assert 'value="tongxun"' in response.content.decode()
    assert "_auth_user_id" not in client.session


def test_logout_by_post_ends_the_session(client, cast):
    client.force_login(cast.tongxun)
    client.post(reverse("wagtailadmin_logout"))
    assert "_auth_user_id" not in client.session


@pytest.mark.parametrize("name", ["wagtailadmin_home", "wagtailadmin_account"])
def test_first_password_lets_nobody_past(client, newcomer, name):
    client.force_login(newcomer)
    assert client.get(reverse(name)).url == reverse("first_password")


def test_first_password_screen_is_chinese(client, newcomer):
    client.force_login(newcomer)
    response = client.get(reverse("first_password"))
    assert response.status_code == 200
    assert "陈明同志" in words_of(response)
    assert latin_words(response) == []


def test_first_password_is_changed_and_opens_the_door(client, newcomer):
    client.force_login(newcomer)
    response = client.post(reverse("first_password"), {"new_password1": NEW, "new_password2": NEW})
    assert response.url == reverse("wagtailadmin_home")
    newcomer.refresh_from_db()
    assert newcomer.check_password(NEW) and not newcomer.must_change_password
    assert client.get(reverse("wagtailadmin_home")).status_code == 200


@pytest.mark.parametrize(
    ("first", "second", "says"),
    [
        ("laoganbu-2026", "laoganbu-2026", "不能与首次密码相同"),
        (NEW, "something-else-7", "不一致"),
        ("12345678", "12345678", "数字"),
        ("", "", "必需字段"),
    ],
)
def test_first_password_refuses_and_changes_nothing(client, newcomer, first, second, says):
    client.force_login(newcomer)
    response = client.post(
        reverse("first_password"), {"new_password1": first, "new_password2": second}
    )
    assert response.status_code == 200
    assert says in re.sub(r"\s+", "", words_of(response))
    newcomer.refresh_from_db()
    assert newcomer.must_change_password and newcomer.check_password("laoganbu-2026")


def test_first_password_is_no_business_of_others(client, cast):
    assert client.get(reverse("first_password")).status_code == 302
    client.force_login(cast.bianji)
    response = client.post(reverse("first_password"), {"new_password1": NEW, "new_password2": NEW})
    assert response.url == reverse("wagtailadmin_home")
    assert User.objects.get(pk=cast.bianji.pk).check_password(cast.password)


def test_password_reset_tells_what_to_do_without_a_mailbox(client, site):
    response = client.get(reverse("wagtailadmin_password_reset"))
    assert "管理员" in words_of(response)
    assert latin_words(response) == []


def test_password_reset_mail_is_chinese_and_its_link_works(client, cast):
    cast.tongxun.email = "tongxun@example.org"
    cast.tongxun.save()
    response = client.post(
        reverse("wagtailadmin_password_reset"), {"email": "tongxun@example.org"}, follow=True
    )
    assert latin_words(response) == []
    (letter,) = mail.outbox
    assert "重设密码" in letter.subject and "tongxun" in letter.body
    path = re.search(r"https?://[^/]+(/\S+)", letter.body)[1]
    form = client.get(path, follow=True)
    assert latin_words(form) == []
    done = client.post(
        form.request["PATH_INFO"], {"new_password1": NEW, "new_password2": NEW}, follow=True
    )
    assert latin_words(done) == []
    assert User.objects.get(pk=cast.tongxun.pk).check_password(NEW)


def test_account_page_changes_the_password(client, cast):
    client.force_login(cast.tongxun)
    assert client.get(reverse("wagtailadmin_account")).status_code == 200
    client.post(
        reverse("wagtailadmin_account"),
        {
            "name_email-name": "陈明",
            "name_email-email": "",
            "password-old_password": cast.password,
            "password-new_password1": NEW,
            "password-new_password2": NEW,
        },
    )
    assert User.objects.get(pk=cast.tongxun.pk).check_password(NEW)


def test_account_page_is_chinese_and_shows_the_name(client, cast):
    client.force_login(cast.tongxun)
    response = client.get(reverse("wagtailadmin_account"))
    assert 'value="陈明"' in response.content.decode()
    assert latin_words(response) == []
