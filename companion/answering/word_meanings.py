"""What a word means, as it is told in the packs: «권한대행이 뭐야», «협약이라는 게 무슨 말이에요»."""

from __future__ import annotations

from companion.answering.base import Answer, KnowledgeFocus, SkillTurn
from companion.answering.telling import FACT, tell
from companion.knowledge.base import KnowledgeBase
from companion.knowledge.statement import Source
from companion.knowledge.telling import Teller, Told
from companion.language.meaning_asked import asks_meaning


class WordMeanings:
    """Tells what words mean."""

    def __init__(self, base: KnowledgeBase, teller: Teller) -> None:
        self._words = teller.answers.words
        self._called = {name for entity in base.entities.values() for name in entity.names}

    def told(self, turn: SkillTurn) -> Answer | None:
        """The meaning that is asked for; None where none is, or the word is not explained.

        A word that a thing is called by too («협약») is asked about as a word only where that is said.
        """
        text = turn.analysis.text
        for meaning in self._words:
            for word in meaning.words:
                if asks_meaning(text, word, plainly=word not in self._called):
                    day = meaning.known.isoformat()
                    source = Source(f"word.{meaning.words[0]}", meaning.source, None, None, day)
                    spoken_of = turn.focus.knowledge
                    focus = KnowledgeFocus(
                        office=spoken_of.office, person=spoken_of.person, thing=spoken_of.thing, asked=spoken_of.asked
                    )
                    return tell(turn, Told(meaning.say, True, (source,)), focus, FACT)
        return None
