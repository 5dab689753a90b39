"""Photos and documents of the units: Wagtail's models of ours, and who sees them."""
