"""The log-in form: Wagtail's, whose password field has no label of its own to translate."""

from wagtail.admin.forms.auth import LoginForm as StockLoginForm

from editorial.names import AS_TYPED


class LoginForm(StockLoginForm):
    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["password"].label = "密码"
        self.fields["username"].widget.attrs.update(AS_TYPED, autocomplete="username")
        self.fields["password"].widget.attrs["autocomplete"] = "current-password"
