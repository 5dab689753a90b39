"""A piece as people look at it: its page with the stations, the lists, the sign-off sheet."""
