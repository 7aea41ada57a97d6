"""What an answer holds: each way to reach somebody is known from the others."""

import pytest

from companion.language.answer_types import (
    holds_address,
    holds_contact,
    holds_email,
    holds_fax,
    holds_phone,
    holds_website,
)

TEXTS = {
    "전화는 031-900-1234입니다.": {"phone"},
    "문의: 02) 345-6789": {"phone"},
    "내선 2345번으로 거십시오.": {"phone"},
    "팩스는 031-900-1235로 보내십시오.": {"fax"},
    "전화 031-900-1234, 팩스 031-900-1235": {"phone", "fax"},
    "TEL 031-900-1234 / FAX: 031-900-1235": {"phone", "fax"},
    "이메일 주소는 info@garam.go.kr입니다.": {"email"},
    "누리집은 garam.example이며 전화는 받지 않습니다.": {"website"},
    "https://garam.kr/apply 에서 신청합니다.": {"website"},
    "info@garam.kr 또는 www.garam.kr": {"email", "website"},
    "가람시 은하로 12, 3층": {"address"},
    "푸른면 솔숲리 산 3-1": {"address"},
    "2026-11-01부터 20,000원입니다.": set(),
    "신청서는 1층 안내소에 있습니다.": set(),
}
HOLDS = {
    "phone": holds_phone,
    "fax": holds_fax,
    "email": holds_email,
    "website": holds_website,
    "address": holds_address,
}


@pytest.mark.parametrize("text", TEXTS)
def test_each_way_to_reach_somebody_is_known_from_the_others(text):
    assert {name for name, holds in HOLDS.items() if holds(text)} == TEXTS[text]
    assert holds_contact(text) == bool(TEXTS[text] - {"address"})
