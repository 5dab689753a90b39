"""What of Wagtail's own admin is open at all, and who gets a file; what of ours is open, each room says."""
