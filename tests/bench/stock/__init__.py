"""Stock Wagtail with a plain page type like ours, on the same database and with the same people."""
