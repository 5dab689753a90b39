"""Coming in: log-in, account, first password, and the pages of what went wrong."""
