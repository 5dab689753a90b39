"""The screens of the work, one file a group; each asks querysets and permissions, then an action."""
