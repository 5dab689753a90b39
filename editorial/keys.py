"""A key that no database can hold finds nothing. Django knows that of plain numbers, but not of a key
that points to another row, which is what a page's own key is: an address with such a number was a 500."""

from django.core.exceptions import EmptyResultSet
from django.db.models import ForeignKey
from django.db.models.fields.related_lookups import RelatedExact

LARGEST = 2**63 - 1


@ForeignKey.register_lookup
class KeyExact(RelatedExact):
    def process_rhs(self, compiler, connection):
        if isinstance(self.rhs, int) and not -LARGEST <= self.rhs <= LARGEST:
            raise EmptyResultSet
        return super().process_rhs(compiler, connection)
