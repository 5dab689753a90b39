"""How often the checks cry wolf on two thousand right sentences; the count a kind stands at the end of the
run."""

from collections import Counter

from editorial.checks import KINDS, Article, check, read_lists
from tests.editorial.checks.clean_sentences import TEMPLATES, sentences
from tests.told import TOLD

# Of 2,000 sentences; personal data may raise none at all.
BOUND = 4


def alarms():
    lists = read_lists()
    return [
        (finding, sentence)
        for sentence in sentences()
        for finding in check(Article("标题", sentence), lists)
    ]


def test_right_sentences_raise_no_personal_alarm_and_few_others(record_property):
    found = alarms()
    count = Counter(finding.kind for finding, _sentence in found)
    lines = [f"false alarms on 2,000 right sentences: {len(found)}"]
    lines += [", ".join(f"{kind} {count[kind]}" for kind in KINDS)]
    lines += [f"  {finding.kind}: {finding.text} in {sentence}" for finding, sentence in found]
    record_property(TOLD, "\n".join(lines))
    assert [finding for finding, _sentence in found if finding.family == "personal"] == []
    assert len(found) <= BOUND


def test_the_sentences_hold_numbers_and_differ():
    made = sentences()
    assert len(made) == 2000
    assert len(set(made)) > 1800
    assert len(TEMPLATES) > 50


def test_a_planted_mobile_number_in_the_same_sentences_is_found():
    lists = read_lists()
    for sentence in sentences(len(TEMPLATES)):
        planted = f"{sentence}请打13907921234。"
        kinds = [finding.kind for finding in check(Article("标题", planted), lists)]
        assert kinds.count("mobile") == 1
