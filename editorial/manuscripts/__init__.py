"""Manuscripts as files: what a finished piece looks like in Word and in the parcel an outlet gets.

Owns the plain description of a manuscript, the Word writer, the parcel, and the two gates for
foreign material: one for pictures, one for markup. Knows nothing of Django, pages or outlets' rows.
"""
