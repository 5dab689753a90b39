"""Form fields that answer in plain Chinese."""

from django import forms


def speak_plainly(fields):
    """Django's own Chinese speaks of variables and of required fields."""
    for field in fields.values():
        field.error_messages |= {
            "required": f"请填{field.label}。",
            "max_length": f"{field.label}最多%(limit_value)d字，现有%(show_value)d字。",
        }
        if isinstance(field, forms.DateField):
            field.error_messages["invalid"] = "日期请写成2026-09-03这样。"
        if isinstance(field, (forms.ChoiceField, forms.ModelChoiceField)):
            field.error_messages["required"] = f"请选择{field.label}。"
            for code in ("invalid_choice", "invalid_list", "invalid_pk_value"):
                field.error_messages[code] = f"请从列表里选择{field.label}。"
