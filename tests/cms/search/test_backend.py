"""What the search finds, against what a substring search finds in the same texts. Runs on both databases."""

import random
from types import SimpleNamespace

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from wagtail.images import get_image_model
from wagtail.models import Page
from wagtail.search.backends import get_search_backend
from wagtail.search.query import MATCH_ALL, And, Boost, Fuzzy, Not, Or, Phrase, PlainText

from editorial.pieces.page import PiecePage
from editorial.search_words import contains, fold, read_query
from tests.factories import make_photo

ODD = [
    '"', "'", '""', '"重阳', "重阳*", "*", "^重阳", "重阳 AND 登高", "重阳 OR", "NOT", "NEAR(重 阳)", "title:重阳",
    "{title}:重阳", "-重阳", "+", "()", "(重阳", "重阳)", "&", "|", "!", "重&阳", "<->", ":*", "a:b", "\\", "\\'", "%",
    "_", "%s", "%(x)s", ";--", "$1", "{}", "[]", "😀", "重阳😀", "\t", "　", "\u200b", "\ue000", "\ue001重阳", "\x1f",
    "重" * 1000, "重阳" * 500, "重 " * 500, "a", "1", "𠮷", "𬱖", "ﷺ", "İ", "ß", "〇",
]  # fmt: skip
LETTERS = "重阳登高老干部工作人九江都昌5GETC高速a1幹陽"


@pytest.fixture
def corpus(live_piece):
    """Three hundred texts of few characters, so that every short word is in some and not in others."""
    chance = random.Random(7)
    pieces = {}
    for _ in range(300):
        title, *lines = (
            "".join(chance.choices(LETTERS + "，。 ", k=chance.randint(1, size)))
            for size in (8, 30, 30)
        )
        piece = live_piece(title=title, text="</p><p>".join(lines))
        pieces[piece.pk] = SimpleNamespace(title=fold(title), text=fold("\n".join([title, *lines])))
    return pieces


def expected(corpus, query):
    """Titles first, the newest first: the substring search."""
    words = read_query(query)
    hits = [pk for pk, piece in corpus.items() if words and contains(piece.text, words)]
    return sorted(hits, key=lambda pk: (contains(corpus[pk].title, words), pk), reverse=True)


def words_of(corpus, chance):
    """Stretches of one to six characters out of the texts, and as many made up."""
    for size in range(1, 7):
        for _ in range(8):
            text = chance.choice([piece.text for piece in corpus.values()])
            at = chance.randrange(len(text))
            yield text[at : at + size]
            yield "".join(chance.choices(LETTERS, k=size))


def test_finds_exactly_what_contains_the_words(corpus, find, first_hits):
    chance = random.Random(11)
    words = list(words_of(corpus, chance))
    queries = words + [f"{one} {other}" for one, other in zip(words, words[7:], strict=False)]
    found = {query: find(query) for query in queries}
    assert found == {query: expected(corpus, query) for query in queries}
    assert {query: first_hits(query) for query in queries} == found
    assert sum(map(bool, found.values())) > 60 and not all(found.values())


def test_finds_exactly_for_any_input(corpus, find, first_hits):
    texts = st.text() | st.text(LETTERS + ' "*，-', max_size=7)

    @settings(max_examples=150, deadline=None, suppress_health_check=list(HealthCheck))
    @given(texts)
    def check(query):
        assert find(query) == first_hits(query) == expected(corpus, query)

    check()


@pytest.mark.parametrize("query", ODD, ids=lambda query: ascii(query)[:20])
def test_any_input_is_a_query(query, live_piece, find, find_in_admin, first_hits):
    live_piece(text="老干部重阳登高，AND OR NOT title a b 5G 1 x")
    found = find(query)
    assert found == find_in_admin(query) == first_hits(query)
    assert bool(found) <= bool(read_query(query))


@pytest.mark.parametrize(
    "query", ["老干部", "老幹部", "５Ｇ", "5g", "etc高速", "ＥＴＣ高速", "高", "G", "路 老", "𬱖"]
)
def test_finds_in_any_form(query, live_piece, find):
    piece = live_piece(text="老幹部坐５Ｇ客车走ETC高速公路，与𬱖先生同行")
    live_piece(text="退休教师骑车走乡间小道")
    assert find(query) == [piece.pk]


@pytest.mark.parametrize("query", ["老部", "干老", "5G网", "阳登", "高速路", "ETC速", "重阳节登"])
def test_does_not_find_what_is_not_together(query, live_piece, find):
    live_piece(title="重阳", text="登高。老干部坐5G客车。网上走ETC高速。公路，重阳节。登高")
    assert find(query) == []


def test_titles_stand_first_then_the_newest(live_piece, find, first_hits):
    old_title = live_piece(title="重阳登高")
    in_text = live_piece(text="重阳那天" * 20)
    new_title = live_piece(title="今又重阳")
    newest = live_piece(text="明日重阳")
    order = [new_title.pk, old_title.pk, newest.pk, in_text.pk]
    assert find("重阳") == order
    assert first_hits("重阳") == order
    assert first_hits("重阳", most=3) == order[:3]


def test_words_may_stand_some_in_the_title_some_in_the_text(live_piece, find):
    piece = live_piece(title="重阳节", text="登高望远")
    live_piece(title="重阳节")
    assert find("登高 重阳") == [piece.pk]


def test_first_hits_go_on_until_enough_are_in_the_queryset(live_piece, first_hits):
    pieces = [live_piece(text="重阳") for _ in range(30)]
    oldest = PiecePage.objects.filter(pk__in=[piece.pk for piece in pieces[:2]])
    assert first_hits("重阳", most=2, queryset=oldest) == [pieces[1].pk, pieces[0].pk]


def test_a_long_text_is_found_to_its_end(live_piece, find):
    piece = live_piece(text="重阳登高望远" * 8000 + "到此结束")
    assert find("远到此") == [piece.pk]


def test_queries_combine(live_piece, find):
    one = live_piece(text="重阳登高").pk
    both = live_piece(text="重阳登高，九江赏菊").pk
    other = live_piece(text="九江赏菊").pk
    climb, flower = PlainText("登高"), PlainText("赏菊")
    assert find(And([climb, flower])) == [both]
    assert find(Or([climb, flower])) == [other, both, one]
    assert find(And([climb, Not(flower)])) == [one]
    assert find(Not(climb)) == [other]
    assert find(Phrase("九江赏菊")) == [other, both]
    assert find(Boost(climb, 2)) == [both, one]
    assert find(Fuzzy("登高")) == [both, one]
    assert find(PlainText("登高 九江", operator="or")) == [other, both, one]
    assert set(find(MATCH_ALL)) == {one, both, other}
    assert find(Not(MATCH_ALL)) == []


def test_fields_order_and_filters_are_the_callers(live_piece, find):
    in_title = live_piece(title="重阳").pk
    in_text = live_piece(text="重阳").pk
    assert find("重阳", fields=["title"]) == [in_title]
    oldest_first = PiecePage.objects.order_by("pk")
    assert find("重阳", oldest_first, order_by_relevance=False) == [in_title, in_text]
    assert find("重阳", PiecePage.objects.filter(pk=in_text)) == [in_text]


def test_other_models_are_searched_by_the_same_words(cast, find):
    photo = make_photo(cast.duchang, title="老幹部重陽登高")
    photos = get_image_model().objects.all()
    assert find("重阳", photos) == [photo.pk]
    assert [page.pk for page in get_search_backend().search("都昌县委", Page)] == [cast.duchang.pk]


def test_counts_slices_and_scores(live_piece):
    live_piece(text="重阳")
    title = live_piece(title="重阳")
    results = get_search_backend().search("重阳", PiecePage)
    assert results.count() == 2
    assert [piece.pk for piece in results[:1]] == [title.pk]
    assert [piece.score for piece in results.annotate_score("score")] == [1.0, 0.0]
    assert results.facet("live") == {True: 2}


def test_a_deleted_piece_is_found_no_more(live_piece, find):
    piece = live_piece(title="重阳")
    assert find("重阳") == [piece.pk]
    piece.delete()
    assert find("重阳") == []
