"""The forms of the count, one file a screen group."""
