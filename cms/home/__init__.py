"""The home of the admin, one set of cards for each kind of user."""
