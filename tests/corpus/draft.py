"""A manuscript in the making: the document, its truth and the habits that went into it, with the decks that
deal every habit equally often over a run."""

from dataclasses import dataclass, field

from tests.corpus import people
from tests.corpus.model import Look

HEAD_FONT, BYLINE_FONT, BODY_FONT, BLACK = "方正小标宋简体", "楷体_GB2312", "仿宋_GB2312", "黑体"


class Decks:
    """`deal(name, cards)` hands out the cards of a deck in random order, each once before any comes again."""

    def __init__(self, rng):
        self.rng, self.decks = rng, {}

    def deal(self, name, cards):
        deck = self.decks.setdefault(name, [])
        if not deck:
            deck.extend(cards)
            self.rng.shuffle(deck)
        return deck.pop()


@dataclass
class Draft:
    rng: object
    decks: Decks
    head: list = field(default_factory=list)
    body: list = field(default_factory=list)
    tail: list = field(default_factory=list)
    blocks: list = field(default_factory=list)
    bylines: list = field(default_factory=list)
    kicker: str = ""
    headline: str = ""
    subtitle: str = ""
    lead: tuple = ("", "")  # what the first paragraph begins with: as typed, as it should be read
    closing: str = ""  # what the last paragraph ends with
    after: list = field(default_factory=list)  # paragraphs that the byline leaves behind
    habits: list = field(default_factory=list)
    names: list = field(default_factory=list)
    pictures: int = 0
    raw: bool = False  # python-docx cannot write it
    fonts: bool = True
    indent: str = "chars"

    def deal(self, name, cards):
        """Deal a habit and note it."""
        card = self.decks.deal(name, cards)
        self.habits.append(f"{name}: {getattr(card, '__name__', card).replace('_', ' ')}")
        return card

    def chance(self, part):
        return self.rng.random() < part

    def person(self, make=people.plain_name):
        """A name that nobody else in this manuscript has, nor begins with."""
        while True:
            name = make(self.rng)
            if not any(name in other or other in name for other in self.names):
                self.names.append(name)
                return name

    def anyone(self):
        kinds = [people.plain_name] * 7 + [people.compound_name, people.ethnic_name]
        make = self.rng.choice(kinds)
        if make is people.compound_name:
            self.habits.append("name: compound surname")
        if make is people.ethnic_name:
            if sum("·" in name for name in self.names) >= 3:
                return self.person()
            self.habits.append("name: with a middle dot")
        return self.person(make)

    def credit(self, name, role="text", unit=""):
        if not any((row["name"], row["role"]) == (name, role) for row in self.bylines):
            self.bylines.append({"name": name, "role": role, "unit": unit})

    def look(self, font=BODY_FONT, size=32, **more):
        """A look in the fonts of an official paper, or in none where the typist never set any."""
        return Look(font=font, size=size, **more) if self.fonts else Look(**more)
