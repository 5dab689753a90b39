"""Takes out of what a request brings the characters that no column can hold, before any form sees them."""

from editorial.storable import storable_field


class StorableMiddleware:
    """Addresses and forms alike; files are read by their own gates."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        request.GET = storable_query(request.GET)
        return self.get_response(request)

    def process_view(self, request, view, args, kwargs):
        """After the token was asked for, which reads the form anyway."""
        if request.method == "POST":
            request.POST = storable_query(request.POST)


def storable_query(query):
    """The same, unless something was taken out."""
    changed = None
    for name, values in query.lists():
        kept = [storable_field(value) for value in values]
        if kept != values or storable_field(name) != name:
            changed = changed or query.copy()
            del changed[name]
            changed.setlist(storable_field(name), kept)
    if changed is None:
        return query
    changed._mutable = False
    return changed
