"""Closed classes of words, particles and endings, each in the one form that terms have («가» is «이»)."""

from __future__ import annotations

from typing import Final

# Particles

OBLIQUE_PARTICLES: Final = ("과", "부터", "까지", "으로", "한테", "보다")
"""Particles that say more than which part a noun plays: with, from, until, to, for, than."""
TOPIC: Final = "은"
"""The particle of what is spoken of, in one form."""
SUBJECT: Final = "이"
"""The particle of who does something, in one form."""
GENITIVE: Final = "의"
"""The particle of whose."""
AT: Final = "에서"
"""The particle of where something is done."""
TO: Final = "에"
"""The particle of where something is, or goes."""
INTO: Final = "으로"
"""The particle of what something is made, or set to, in one form."""
THAN: Final = "보다"
"""The particle of what something is compared with."""
WITH: Final = "과"
"""The particle of with whom, in one form."""
RECIPIENT: Final = "한테"
"""The particle of to whom, in one form."""
PARTNER: Final = (RECIPIENT, "에게")
"""How particles begin of who gives or is given something: «한테서»."""
PART: Final = frozenset(("이", "은", "을"))
"""Particles of what a sentence is about, in one form each."""
ONLY: Final = frozenset(("만", "뿐"))
"""Particles of nothing but."""
BUT: Final = "밖에"
"""The same, with a verb in the negative: «두 번밖에 안 했지»."""
ALSO: Final = "도"
"""The particle of what something is said of besides."""
SINCE: Final = "부터"
UNTIL: Final = "까지"
"""The particles of where something begins and ends."""

# What counts and measures

PLURAL: Final = "들"
"""What follows a noun for several."""
HONOURED: Final = "님"
"""What follows a noun for somebody who is honoured."""
ONE: Final = "한"
"""The determiner of one."""
HALF: Final = "반"
"""What follows a number of hours or an hour: «두 시간 반», «다섯 시 반»."""
EACH: Final = "씩"
"""What follows a number that deals out: «하나씩»."""
EACH_OF: Final = "별"
"""What makes «by country» out of a country: «나라별»."""
MEASURING: Final = ("이나", "을", "동안", "씩")
"""Particles after a length of time."""
ELAPSED: Final = "지"
"""The noun of the time since something: «그만둔 지»."""
RUNNING: Final = "째"
"""What follows a length of time that runs still."""
AFTER: Final = "만"
"""Noun behind a length of time after which something came: «며칠 만에»."""

# Question words

HOW_MANY: Final = "몇"
"""What a question for a number begins with: «몇 명» is one term."""
AMOUNT: Final = "얼마"
HOW_MUCH: Final = (AMOUNT, "얼마나")
WHICH: Final = ("어떤", "어느")
WHERE: Final = "어디"
WHO: Final = "누구"
WHEN: Final = ("언제", "며칠", "몇월", "몇년", "몇일")
WHY: Final = "왜"
WHICH_TIME: Final = "몇번째"
WHAT: Final = "무엇"
"""Question words for an amount, for one of several, for a place, a person, a day, a reason and a thing."""
TO_ANSWER: Final = ("말하", "맞히", "맞추", "알아맞히", "알아맞추", "대")
"""What one bids somebody do who was asked: «… 뭐게? 맞혀 봐»."""
OPEN_QUESTIONS: Final = ("무엇", "무슨", "어떤", "어느", "왜", "어떻", "어떻게")
"""Question words that ask for no one fact."""

# Verbs and adverbs

DICTIONARY_ENDING: Final = "다"
"""What verbs end with in a dictionary."""
COPULA: Final = "이"
"""The verb that says what something is."""
COPULAS: Final = ("이", "아니")
"""What says that something is or is not something."""
CONFIRMING: Final = "맞"
"""The verb of what is so: «김동연 맞아?»."""
WRONG: Final = "틀리"
"""The verb of what is not so: «한 거 틀렸지?»."""
DOING: Final = "하"
"""The verb of what somebody does."""
BECOMING: Final = "되"
"""The verb of what somebody or something becomes."""
LACKING: Final = "없"
"""The verb that says that something is not there."""
VANISHING: Final = "없어지"
"""The verb of what is there no more, which is no lack."""
FRONT: Final = "앞"
"""Before somebody: «도지사 앞에서»."""
EXISTENCE: Final = ("있", LACKING)
"""The verbs that say whether something is there."""
MOVING: Final = ("가", "오")
"""The verbs of going and coming, which follow another verb as helpers: «채우고 갔어»."""
MORE: Final = frozenset(("더", "덜"))
"""Adverbs that compare with another."""
DEGREES: Final = MORE | {"제일", "가장", "젤"}
"""Adverbs that compare."""

# Endings

GOING_ON: Final = "고 있"
"""What follows the stem of a verb that goes on: «하고 있어요»."""
WAS: Final = "던"
"""Ending of what went on before, in front of what it describes: «대통령이던 때»."""
UP_TO: Final = "려고요"
"""Ending of what one is up to, which may stand alone."""
AND: Final = ("고", "구", "고요")
"""Endings that join two things of equal weight."""
WHETHER: Final = ("는지", "은지", "ㄴ지", "을지", "ㄹ지", "인지")
"""Endings of a question within another sentence."""
LET_US: Final = "자"
"""The ending that proposes something to whoever listens."""
WONDERING: Final = ("ㄴ가", "은가", "는가")
"""Endings of who asks themselves something: «누군가»."""
IN_A_WAY: Final = "게"
"""Ending of how something is done or is to be: «빠르게»."""
DARES: Final = (IN_A_WAY,)
"""Ending of a question that one is to guess: «누구게»."""
A_LITTLE: Final = "좀"
"""The adverb that makes a request mild, and stands for it where nothing follows."""
PLAINLY: Final = ("어", "아", "여", "ㅓ", "ㅏ")
"""The plain ending, which closes a sentence and also links a verb to the next: «해», «좋아», «받아»."""
BACKGROUND: Final = (
    "던데",
    "더니",
    "라서",
    "이라",
    "라",
    "는데",
    "은데",
    "ㄴ데",
    "니까",
    "어서",
    "아서",
    "거든",
    "거든요",
    "는데요",
    "은데요",
    "ㄴ데요",
    "길래",
    "느라",
)
"""Endings of clauses that only say why or in which situation one asks."""
MANNER: Final = ("서", "게")
"""Endings of verbs that say how something is done."""
QUOTED: Final = ("냐고", "라고", "다고", "자고")
"""Endings of what somebody is said to have said."""
SUPPOSING: Final = "면"
"""Ending of a condition."""
NOTED: Final = ("ᄆ", "음", "더라")
"""Endings after which a note may follow: «누구임», «뭐더라»."""
GUESS: Final = ("ㄹ까", "을까", "ㄹ까요", "을까요", "려나", "으려나")
"""Endings of who wonders what will be."""
OUGHT: Final = ("어야", "아야", "여야", "해야", "야")
"""Endings of what one should do."""
PURPOSE: Final = ("려면", "으려면", "려고", "으려고", "러", "으러")
"""Endings of what one wants to do: «구경하려면»."""
CERTAIN: Final = frozenset(("지", "죠", "지요", "다며", "라며"))
"""Endings of somebody who only wants to hear a yes."""
