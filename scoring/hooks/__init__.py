"""Where the count meets Wagtail's admin."""
