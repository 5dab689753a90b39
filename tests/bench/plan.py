"""How large the database is and what stands where: the same plan for our side and for stock's."""

import random
from dataclasses import dataclass
from datetime import timedelta

# Of what is in review, how many of a hundred wait at each step; of the rest, in each other stage.
IN_REVIEW = {"unit": 20, "first": 40, "second": 20, "final": 20}
OTHERS = {
    "draft": 4,
    "returned": 2,
    "withdrawn": 1,
    "spiked": 3,
    "approved": 2,
    "routed": 65,
    "placed": 22,
    "recorded": 1,
}
BODY_PARAGRAPHS = 6
SENTENCE = "都昌县组织离退休干部开展重阳登高活动，老同志们边走边看，畅谈家乡新变化。"


@dataclass(frozen=True)
class Size:
    units: int
    pieces: int
    review: int

    def tenth(self):
        return Size(self.units // 10, self.pieces // 10, self.review // 10)


@dataclass(frozen=True)
class Place:
    """Of one piece: which unit, which of the unit's two correspondents, how long ago."""

    number: int
    unit: int
    writer: int
    earlier: timedelta


def places_by_stage(size):
    """{stage: [Place]}. One piece in fifty is the first unit's, so that its own lists are long."""
    chance = random.Random(2026)
    result = {stage: [] for stage in (*IN_REVIEW, *OTHERS)}
    for number in range(size.pieces):
        shares = IN_REVIEW if number < size.review else OTHERS
        (stage,) = chance.choices(list(shares), list(shares.values()))
        unit = 0 if chance.random() < 0.02 else chance.randrange(size.units)
        earlier = timedelta(minutes=chance.randrange(60 * 24 * 80))
        result[stage].append(Place(number, unit, chance.randrange(2), earlier))
    return result


def body_with(photos):
    """The blocks of every body on both sides."""
    return [
        *[("paragraph", f"<p>{SENTENCE * 4}</p>") for _ in range(BODY_PARAGRAPHS)],
        ("subheading", "畅谈家乡新变化"),
        *[
            ("photo", {"photo": photo, "caption": "图为老同志登高", "photographer": "王五"})
            for photo in photos
        ],
        ("quote", {"text": "家乡变化真大。", "attribution": "老同志"}),
    ]
