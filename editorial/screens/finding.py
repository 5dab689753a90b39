"""The search of a list: every word is looked for in all that a row says, its related rows included. The
folding is that of the lists of pieces (editorial.search_words), so the rows are read and not asked for by LIKE."""

from collections import defaultdict

from editorial.search_words import contains, folded_once, read_query


def matching(rows, query, lookups):
    """The rows of a queryset whose `lookups` together contain all words of the query."""
    words = read_query(query)
    if not words:
        return rows.none()
    texts = _texts_of(rows, lookups)
    found = [pk for pk, said in texts.items() if contains("\n".join(said), words)]
    return rows.filter(pk__in=found)


def _texts_of(rows, lookups):
    """{key: folded texts}: one query for what each row has once, one for each many-sided relation."""
    texts = defaultdict(list)
    plain = rows.model._base_manager.filter(pk__in=rows.order_by().values("pk")).order_by()
    for some in _by_relation(rows.model, lookups):
        for pk, *values in plain.values_list("pk", *some):
            texts[pk] += [folded_once(str(value)) for value in values if value not in (None, "")]
    return texts


def _by_relation(model, lookups):
    groups = defaultdict(list)
    for lookup in lookups:
        first, _, _rest = lookup.partition("__")
        field = model._meta.get_field(first)
        groups[first if field.one_to_many or field.many_to_many else None].append(lookup)
    return groups.values()
