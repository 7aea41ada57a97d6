"""The 725 utterances of `data/utterances.jsonl`, and what must never happen in any reply to them.

A row: `id`, `text`, `session` (rows of one session are one conversation), `profile`, `as_of`, and `expect`:
`status` and `route` (any of these), `contains` (all of these), `any_of`, `absent`, `items` (`count` exactly or
from–to; `all`: what each place must be; `new_in_session`), and `refers` (to a place of an earlier reply).
"""

import json
from collections import defaultdict
from datetime import date
from pathlib import Path

import pytest
from said import told_too_early

from companion.dialogue.reply import Reply
from companion.dialogue.state import State

ROWS = [json.loads(line) for line in (Path(__file__).parent / "data" / "utterances.jsonl").open(encoding="utf-8")]
HOLDING = 0.95
PERSONA_LINE = "재명이 형이지"


class Conversation:
    """The replies so far, to judge those rows that look back."""

    def __init__(self, store):
        self.store = store
        self.replies: dict[str, Reply] = {}
        self.shown = defaultdict(set)

    def words_of(self, place):
        return " ".join((place.name, place.category_label or "", *place.offers, *place.menu))

    def faults_of_place(self, place, wanted):
        """What of a row's hard conditions a recommended place breaks."""
        kind = place.name + (place.category_label or "")
        if "district" in wanted and place.district != wanted["district"]:
            yield f"{place.name} lies in {place.district}, not in {wanted['district']}"
        if "max_price" in wanted and not (place.price_krw and place.price_krw <= wanted["max_price"]):
            yield f"{place.name} costs {place.price_krw}, over {wanted['max_price']}"
        for food in wanted.get("not_food", ()):
            if food in kind:
                yield f"{place.name} is {kind}, which was ruled out"

    def unfit(self, place, wanted):
        yield from self.faults_of_place(place, wanted)
        if "food_any" in wanted and not any(food in self.words_of(place) for food in wanted["food_any"]):
            yield f"{place.name} serves none of {wanted['food_any']}"
        if "tag_any" in wanted and not place.tags.intersection(wanted["tag_any"]):
            yield f"{place.name} is none of {wanted['tag_any']}"

    def judge(self, row, reply):
        """Everything a row expects that the reply does not do."""
        expect = row["expect"]
        for field in ("status", "route"):
            if field in expect and getattr(reply, field) not in expect[field]:
                yield f"{field} is {getattr(reply, field)}, not one of {expect[field]}"
        yield from (f"lacks «{part}»" for part in expect.get("contains", ()) if part not in reply.text)
        yield from (f"says «{part}»" for part in expect.get("absent", ()) if part in reply.text)
        if "any_of" in expect and not any(part in reply.text for part in expect["any_of"]):
            yield f"has none of {expect['any_of']}"
        yield from self.judge_items(row, reply, expect.get("items", {}))
        if "refers" in expect:
            yield from self.judge_reference(reply, **expect["refers"])

    def judge_items(self, row, reply, wanted):
        if "count" in wanted:
            low, high = wanted["count"] if isinstance(wanted["count"], list) else [wanted["count"]] * 2
            if not low <= len(reply.items) <= high:
                yield f"{len(reply.items)} places, not {wanted['count']}"
        for item in reply.items:
            yield from self.unfit(self.store.places[item.id], wanted.get("all", {}))
            if wanted.get("new_in_session") and item.id in self.shown[key(row)]:
                yield f"{item.name} again"

    def judge_reference(self, reply, id, ordinal, field):
        meant = self.replies[id].items[ordinal - 1 : ordinal]
        if not meant:
            yield f"there was no place {ordinal} in {id}"
        elif meant[0].name not in reply.text and str(getattr(meant[0], field)) not in reply.text:
            yield f"is not about {meant[0].name}"


def key(row):
    return row.get("profile", "default"), row.get("session", row["id"])


@pytest.fixture(scope="module")
def answered(assistant, ceremony):
    """Every row with its reply and with what the reply fails to do."""
    assistants = {"default": assistant, "signing-ceremony": ceremony}
    conversation, states, results = Conversation(assistant.store), {}, []
    for row in ROWS:
        as_of = date.fromisoformat(row["as_of"]) if "as_of" in row else None
        state = states.get(key(row), State())
        reply, states[key(row)] = assistants[key(row)[0]].respond(row["text"], state, id=row["id"], as_of=as_of)
        conversation.replies[row["id"]] = reply
        results.append((row, reply, list(conversation.judge(row, reply))))
        conversation.shown[key(row)].update(item.id for item in reply.items)
    return results


def told(faults):
    return "".join(f"\n{row['id']} «{row['text']}» → {reply.text!r}\n    {fault}" for row, reply, fault in faults)


def test_the_rows_are_well_formed():
    ids = [row["id"] for row in ROWS]
    assert len(ids) == len(set(ids))
    for row in ROWS:
        assert set(row) <= {"id", "text", "session", "profile", "as_of", "expect", "note"}, row["id"]
        assert set(row["expect"]) <= {"status", "route", "contains", "any_of", "absent", "items", "refers"}, row["id"]
        wanted = row["expect"].get("items", {})
        assert set(wanted) <= {"count", "all", "new_in_session"}, row["id"]
        assert set(wanted.get("all", {})) <= {"district", "max_price", "not_food", "food_any", "tag_any"}, row["id"]


def test_at_least_95_percent_of_the_rows_hold(answered):
    failing = [(row, reply, "; ".join(faults)) for row, reply, faults in answered if faults]
    share = 1 - len(failing) / len(answered)
    assert share >= HOLDING, f"{share:.1%} of {len(answered)} rows hold:{told(failing)}"


def test_no_reply_names_a_day_after_the_day_it_is_given_for(answered):
    # What is asked of the calendar lies ahead: «크리스마스까지 며칠 남았어?»
    stated = [(row, reply) for row, reply, _ in answered if reply.route != "clock"]
    early = [(row, reply, told_too_early(reply.text, reply.as_of)) for row, reply in stated]
    assert not told([fault for fault in early if fault[2]])


def test_no_source_is_valid_only_after_the_day_of_the_reply(answered):
    early = [
        (row, reply, source.id)
        for row, reply, _ in answered
        for source in reply.sources
        if source.valid_from and source.valid_from > reply.as_of.isoformat()
    ]
    assert not told(early)


def test_no_persona_line_is_said_outside_its_profile_its_day_and_its_question(answered):
    said = [
        (row, reply)
        for row, reply, _ in answered
        if PERSONA_LINE in reply.text and f"«{PERSONA_LINE}" not in reply.text
    ]
    wrong = [
        (row, reply, "a persona line")
        for row, reply in said
        if row.get("profile") != "signing-ceremony" or reply.as_of != date(2019, 10, 23) or "지사" not in row["text"]
    ]
    assert said
    assert not told(wrong)


def test_no_recommended_place_misses_a_stated_district_price_ceiling_or_exclusion(answered, assistant):
    judge = Conversation(assistant.store)
    wrong = [
        (row, reply, fault)
        for row, reply, _ in answered
        for item in reply.items
        for fault in judge.faults_of_place(
            assistant.store.places[item.id], row["expect"].get("items", {}).get("all", {})
        )
    ]
    assert not told(wrong)


def test_every_recommended_place_is_as_the_data_states_it(answered, assistant):
    for row, reply, _ in answered:
        for item in reply.items:
            place = assistant.store.as_known(reply.as_of).places[item.id]
            stated = (place.name, place.district, place.address, place.phone, place.price_krw)
            assert (item.name, item.district, item.address, item.phone, item.price_krw) == stated, row["id"]
            assert item.why, row["id"]


def test_every_answer_from_the_knowledge_names_a_source(answered):
    bare = [
        (row, reply, "no source")
        for row, reply, _ in answered
        if (reply.route, reply.status) == ("knowledge", "answered") and not reply.sources
    ]
    assert not told(bare)


def test_what_is_read_aloud_holds_no_figures_and_no_signs(answered):
    written = [
        (row, reply, reply.spoken)
        for row, reply, _ in answered
        if not reply.spoken.strip() or any(ch.isdigit() or ch in "«»()/—\n" for ch in reply.spoken)
    ]
    assert not told(written)
