"""The forms of the work, one file a screen group."""
