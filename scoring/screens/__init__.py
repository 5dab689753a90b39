"""What the screens of the count share."""
