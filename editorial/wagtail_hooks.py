"""Where the work meets Wagtail's admin: what is registered, hidden or narrowed there."""
