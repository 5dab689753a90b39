"""Units, users, authors and their seats: who belongs where and holds which role."""
