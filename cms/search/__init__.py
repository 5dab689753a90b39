"""Search for Chinese: the words (text), and Wagtail's search backend on SQLite and PostgreSQL."""
