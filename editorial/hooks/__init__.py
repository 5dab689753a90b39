"""Where the work meets Wagtail's admin, one file a screen group; wagtail_hooks imports them."""
