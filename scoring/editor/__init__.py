"""PURE: a rule book as sheets that people fill in: cells, what each section asks, and the way between the
sheet and the JSON form. The screens are scoring.books.edit_views's."""
