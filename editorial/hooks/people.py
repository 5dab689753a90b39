"""单位与人员 in Wagtail's admin: addresses and the menu group, for managers."""
