"""People in bulk: two correspondents and a head for each unit, credited by a row each."""

from django.contrib.auth.hashers import make_password

from editorial.people.models import User


def add_people(kind, credited_as, units, groups):
    """[[writer, writer, head]] by unit, each as (user id, id of the row that is credited). `groups`
    is, by unit, the group ids of writers and heads."""
    password = make_password("bench")
    names = [
        (f"{kind}{n}{seat}", f"{'张李王'[i]}{n:03d}")
        for n in range(len(units))
        for i, seat in enumerate(("w0", "w1", "h"))
    ]
    users = User.objects.bulk_create(
        [User(username=u, name=name, password=password) for u, name in names], 500
    )
    seats = User.groups.through
    seats.objects.bulk_create(
        [
            seats(user_id=user.pk, group_id=groups[i // 3][0 if i % 3 < 2 else 1])
            for i, user in enumerate(users)
        ],
        500,
    )
    credited = credited_as.objects.bulk_create(
        [
            credited_as(name=user.name, unit_id=units[i // 3], user=user)
            for i, user in enumerate(users)
        ],
        500,
    )
    pairs = [(user.pk, person.pk) for user, person in zip(users, credited, strict=True)]
    return [pairs[i : i + 3] for i in range(0, len(pairs), 3)]


def swaps_between(credited_as, original, copy, writer):
    """What to swap in a copy for the other unit's people: the writer's colleague is co-author."""
    swaps = {}
    for old, new in zip(original, in_order(copy, writer), strict=True):
        swaps[(User, old[0])] = new[0]
        swaps[(credited_as, old[1])] = new[1]
    return swaps


def in_order(people, writer):
    """The piece's writer first, then the colleague, then the head."""
    return [people[writer], people[1 - writer], people[2]]
