"""The first password's screen and what /admin/account/ shows. Who may reset whose password is
editorial's (people); this is what the person does with their own."""

from django import forms
from django.contrib.auth import update_session_auth_hash
from django.contrib.auth.decorators import login_required
from django.contrib.auth.forms import SetPasswordForm
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods
from wagtail.admin import messages
from wagtail.admin.auth import require_admin_access
from wagtail.admin.views import account
from wagtail.users.models import UserProfile

from editorial.people.models import User


class FirstPasswordForm(SetPasswordForm):
    """A password of one's own in place of the one that a manager handed out."""

    error_messages = SetPasswordForm.error_messages | {
        "same_as_first": "新密码不能与首次密码相同，请另想一个。",
    }

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["new_password1"].label = "新密码"
        self.fields["new_password2"].label = "再输一遍"
        self.fields["new_password1"].help_text = "至少8个字符，不能只有数字。"
        self.fields["new_password2"].help_text = ""

    def clean_new_password1(self):
        password = self.cleaned_data["new_password1"]
        if self.user.check_password(password):
            raise forms.ValidationError(self.error_messages["same_as_first"], "same_as_first")
        return password

    def save(self, commit=True):
        self.user.must_change_password = False
        return super().save(commit)


@sensitive_post_parameters()
@never_cache
@login_required
@require_http_methods(["GET", "POST"])
def first_password(request):
    """Whoever owes no change has no business here and is sent home."""
    if not request.user.must_change_password:
        return redirect("wagtailadmin_home")
    form = FirstPasswordForm(request.user, request.POST if request.method == "POST" else None)
    if form.is_valid():
        update_session_auth_hash(request, form.save())
        messages.success(request, "密码已改好，请记牢。以后用新密码登录。")
        return redirect("wagtailadmin_home")
    return render(request, "cms/door/first_password.html", {"form": form})


class NameEmailForm(forms.ModelForm):
    """How to be reached. The name is the managers': it stands under what was signed, and a namesake is
    asked about by it."""

    name = forms.CharField(
        label="姓名",
        disabled=True,
        required=False,
        help_text="姓名由管理人员维护，要改请找管理人员。",
    )

    field_order = ["name"]

    class Meta:
        model = User
        fields = ["email", "phone"]
        labels = {"email": "邮箱"}
        help_texts = {"email": "登记后可以自己找回密码，也能收到退稿、办理的邮件；没有可不填。"}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.initial["name"] = self.instance.name


class NameEmailPanel(account.NameEmailSettingsPanel):
    form_class = NameEmailForm

    title = "姓名与联系方式"


class AccountView(account.AccountView):
    """Name, mail and password; avatar, language and colours are not for this screen's readers."""

    PANELS = (NameEmailPanel, account.NotificationsSettingsPanel, account.ChangePasswordPanel)

    def get_panels(self):
        user = self.request.user
        profile = UserProfile.get_for_user(user)
        panels = [panel(self.request, user, profile) for panel in self.PANELS]
        return [panel for panel in panels if panel.is_active()]


account_view = require_admin_access(AccountView.as_view())
