"""An utterance as terms: what its names, nouns, verbs and adverbs are, and how they hang together.

Morphemes are joined to what a question can be read from: a noun with the particle that says what part it plays
(«누가», «누구를», «누구의»), the nouns that stand together («경기도지사 엄마»: the last one is meant, the ones before
are whose), a verb in its dictionary form with its tense, its negation and what its ending does with the sentence.
After this nobody looks at the endings of words again.

What a term and a reading are stands in `sentence.py`, verbs' forms in `verb_terms.py`, the closed classes in
`word_classes.py`, how a text is read in `parsing.py`; whoever reads terms finds all of them here.
"""

from companion.language.parsing import read as read
from companion.language.sentence import NOTHING as NOTHING
from companion.language.sentence import Reading as Reading
from companion.language.sentence import Span as Span
from companion.language.sentence import Term as Term
from companion.language.sentence import is_light as is_light
from companion.language.sentence import is_listed as is_listed
from companion.language.sentence import is_nominal as is_nominal
from companion.language.sentence import is_noun as is_noun
from companion.language.sentence import noun_in as noun_in
from companion.language.sentence import worked_out_once as worked_out_once
from companion.language.verb_terms import VerbForm as VerbForm
from companion.language.word_classes import *  # noqa: F403
