"""Texts are pronounced as Standard Pronunciation (표준 발음법) says, with the examples that its articles give."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from made_up import SHIPPED, read

from companion.base.errors import DataError
from companion.base.settings import load_settings
from companion.language.hangul import decompose
from companion.language.pronunciation import Exceptions, pronounce, read_exceptions, silent_letters
from companion.language.spoken import spoken

# Article, spelling, pronunciation: examples of 표준어 규정 제2부 표준 발음법. Length marks are left out.
EXAMPLES = """
5  가져 가저 | 쪄 쩌 | 다쳐 다처 | 시계 시게 | 지혜 지헤 | 늴리리 닐리리 | 희망 히망 | 유희 유히 | 주의 주이
5 협의 혀비
9  닦다 닥따 | 키읔 키윽 | 옷 옫 | 웃다 욷따 | 있다 읻따 | 젖 젇 | 빚다 빋따 | 꽃 꼳 | 쫓다 쫃따 | 솥 솓 | 뱉다 밷따
9 앞 압 | 덮다 덥따
10 넋 넉 | 넋과 넉꽈 | 앉다 안따 | 여덟 여덜 | 넓다 널따 | 외곬 외골 | 핥다 할따 | 값 갑 | 없다 업따 | 밟다 밥따
10 밟소 밥쏘 | 밟지 밥찌 | 밟는 밤는 | 밟게 밥께 | 넓죽하다 넙쭈카다 | 넓둥글다 넙뚱글다
11 닭 닥 | 흙과 흑꽈 | 맑다 막따 | 늙지 늑찌 | 삶 삼 | 젊다 점따 | 읊고 읍꼬 | 읊다 읍따 | 맑게 말께 | 묽고 물꼬
11 얽거나 얼꺼나
12 놓고 노코 | 좋던 조턴 | 쌓지 싸치 | 많고 만코 | 않던 안턴 | 닳지 달치 | 각하 가카 | 먹히다 머키다 | 밝히다 발키다
12 맏형 마텽 | 좁히다 조피다 | 넓히다 널피다 | 꽂히다 꼬치다 | 앉히다 안치다 | 닿소 다쏘 | 많소 만쏘 | 싫소 실쏘
12 놓는 논는 | 쌓네 싼네 | 않네 안네 | 않는 안는 | 뚫네 뚤레 | 뚫는 뚤른 | 낳은 나은 | 놓아 노아 | 쌓이다 싸이다
12 많아 마나 | 않은 아는 | 닳아 다라 | 싫어도 시러도
12 옷 한 벌 오 탄 벌 | 낮 한때 나 탄때 | 꽃 한 송이 꼬 탄 송이
13 깎아 까까 | 옷이 오시 | 있어 이써 | 낮이 나지 | 꽂아 꼬자 | 꽃을 꼬츨 | 쫓아 쪼차 | 밭에 바테 | 앞으로 아프로
13 덮이다 더피다
14 넋이 넉씨 | 앉아 안자 | 닭을 달글 | 젊어 절머 | 곬이 골씨 | 핥아 할타 | 읊어 을퍼 | 값을 갑쓸 | 없어 업써
15 밭 아래 바 다래 | 늪 앞 느 밥 | 맛없다 마덥따 | 겉옷 거돋 | 헛웃음 허두슴 | 꽃 위 꼬 뒤 | 맛있다 마싣따
15 멋있다 머싣따 | 넋없다 너겁따 | 닭 앞에 다 가페 | 값어치 가버치 | 값있는 가빈는
16 디귿이 디그시 | 디귿을 디그슬 | 지읒에 지으세 | 치읓이 치으시 | 키읔을 키으글 | 티읕이 티으시 | 피읖이 피으비
16 히읗을 히으슬
17 곧이듣다 고지듣따 | 굳이 구지 | 미닫이 미다지 | 땀받이 땀바지 | 밭이 바치 | 벼훑이 벼훌치 | 굳히다 구치다
17 닫히다 다치다 | 묻히다 무치다
18 먹는 멍는 | 국물 궁물 | 깎는 깡는 | 키읔만 키응만 | 몫몫이 몽목씨 | 긁는 긍는 | 흙만 흥만 | 닫는 단는 | 짓는 진는
18 옷맵시 온맵씨 | 있는 인는 | 맞는 만는 | 젖멍울 전멍울 | 쫓는 쫀는 | 꽃망울 꼰망울 | 붙는 분는 | 놓는 논는
18 잡는 잠는 | 밥물 밤물 | 앞마당 암마당 | 밟는 밤는 | 읊는 음는 | 없는 엄는 | 책 넣는다 챙 넌는다
18 흙 말리다 흥 말리다 | 밥 먹는다 밤 멍는다
19 담력 담녁 | 침략 침냑 | 강릉 강능 | 항로 항노 | 대통령 대통녕 | 막론 망논 | 백리 뱅니 | 협력 혐녁 | 십리 심니
20 난로 날로 | 신라 실라 | 천리 철리 | 광한루 광할루 | 대관령 대괄령 | 칼날 칼랄 | 물난리 물랄리 | 줄넘기 줄럼끼
20 닳는 달른 | 뚫는 뚤른 | 핥네 할레 | 의견란 의견난 | 임진란 임진난 | 생산량 생산냥 | 결단력 결딴녁 | 공권력 공꿘녁
20 동원령 동원녕 | 상견례 상견녜 | 횡단로 횡단노 | 이원론 이원논 | 입원료 이붠뇨
23 국밥 국빱 | 깎다 깍따 | 넋받이 넉빠지 | 삯돈 삭똔 | 닭장 닥짱 | 칡범 칙뻠 | 뻗대다 뻗때다 | 옷고름 옫꼬름
23 있던 읻떤 | 꽂고 꼳꼬 | 꽃다발 꼳따발 | 낯설다 낟썰다 | 밭갈이 받까리 | 솥전 솓쩐 | 곱돌 곱똘 | 덮개 덥깨
23 옆집 엽찝 | 넓죽하다 넙쭈카다 | 읊조리다 읍쪼리다 | 값지다 갑찌다
24 신다 신따 | 껴안고 껴안꼬 | 앉고 안꼬 | 얹다 언따 | 닮고 담꼬 | 젊지 점찌 | 안기다 안기다 | 감기다 감기다
24 굶기다 굼기다 | 옮기다 옴기다
25 넓게 널께 | 핥다 할따 | 훑소 훌쏘 | 떫지 떨찌
26 갈등 갈뜽 | 발동 발똥 | 절도 절또 | 말살 말쌀 | 불소 불쏘 | 일시 일씨 | 갈증 갈쯩 | 물질 물찔 | 발전 발쩐
26 몰상식 몰쌍식 | 불세출 불쎄출
27 할 것을 할 꺼슬 | 갈 데가 갈 떼가 | 할 바를 할 빠를 | 할 수는 할 쑤는 | 할 적에 할 쩌게 | 갈 곳 갈 꼳
27 할 도리 할 또리 | 만날 사람 만날 싸람 | 할걸 할껄 | 할수록 할쑤록 | 할지라도 할찌라도 | 할지언정 할찌언정
28 문고리 문꼬리 | 눈동자 눈똥자 | 신바람 신빠람 | 산새 산쌔 | 손재주 손째주 | 길가 길까 | 물동이 물똥이
28 발바닥 발빠닥 | 굴속 굴쏙 | 술잔 술짠 | 바람결 바람껼 | 그믐달 그믐딸 | 아침밥 아침빱 | 잠자리 잠짜리 | 강가 강까
28 초승달 초승딸 | 등불 등뿔 | 창살 창쌀 | 강줄기 강쭐기
29 솜이불 솜니불 | 홑이불 혼니불 | 막일 망닐 | 삯일 상닐 | 맨입 맨닙 | 꽃잎 꼰닙 | 내복약 내봉냑 | 한여름 한녀름
29 남존여비 남존녀비 | 신여성 신녀성 | 색연필 생년필 | 직행열차 지캥녈차 | 늑막염 능망념 | 콩엿 콩녇 | 담요 담뇨
29 눈요기 눈뇨기 | 영업용 영엄뇽 | 식용유 시굥뉴 | 백분율 백뿐뉼 | 밤윷 밤뉻 | 솔잎 솔립 | 설익다 설릭따
29 물약 물략 | 불여우 불려우 | 서울역 서울력 | 물엿 물렫 | 휘발유 휘발류 | 한 일 한 닐 | 옷 입다 온 닙따
29 서른여섯 서른녀섣 | 할 일 할 릴 | 잘 입다 잘 립따 | 스물여섯 스물려섣
30 깻잎 깬닙 | 나뭇잎 나문닙 | 베갯잇 베갠닏 | 도리깻열 도리깬녈 | 뒷윷 뒨뉻 | 콧날 콘날 | 아랫니 아랜니
30 툇마루 퇸마루 | 뱃머리 밴머리
"""


def _examples():
    for line in EXAMPLES.strip().splitlines():
        article, _, pairs = line.partition(" ")
        for pair in pairs.split(" | "):
            words = pair.split()
            half = len(words) // 2
            yield pytest.param(" ".join(words[:half]), " ".join(words[half:]), id=f"{article} {' '.join(words[:half])}")


@pytest.mark.parametrize(("spelt", "said"), list(_examples()))
def test_an_example_of_the_standard_is_pronounced_as_it_says(spelt, said):
    assert pronounce(spelt) == said


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("수원역에서 가까워요", "수원녀게서 가까워요"),
        ("지역 행정구역", "지역 행정구역"),
        ("팔달구 만둣집이고", "팔딸구 만둗찌비고"),
        ("텐동집이에요", "텐동찌비에요"),
        ("편집이 끝났어요", "편지비 끈나써요"),
        ("찾을 수 없어요", "차즐 쑤 업써요"),
        ("오늘 것", "오늘 걷"),
        ("알지 못해요", "알지 모태요"),
        ("할지 몰라요", "할찌 몰라요"),
        ("알려 드릴게요", "알려 드릴께요"),
        ("그럼요", "그럼뇨"),
        ("광주의 회의", "광주에 회이"),
        ("전라남도 담당", "절라남도 담당"),
        ("밥 먹어요", "밤 머거요"),
        ("밥, 먹어요", "밥, 머거요"),
    ],
)
def test_grammar_decides_where_letters_do_not(text, said):
    assert pronounce(text) == said


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("2025년 5월 11일", "이처니시보 년 오월 시비 릴"),
        ("오후 10시 26분", "오후 열 씨 이심뉵 뿐"),
        ("제37대 대통령", "제삼십칠 때 대통녕"),
        ("16,500원", "만뉵처노배 권"),
        ("19살", "여라홉 쌀"),
    ],
)
def test_numbers_are_pronounced_together_with_their_counters(text, said):
    assert pronounce(spoken(text)) == said


@given(st.text(alphabet="가각갂값넓닭맑밟많좋놓굳밭꽃있없옷역요의일집육을할수게지 ,.?", max_size=12))
def test_a_pronunciation_has_seven_codas_and_as_many_syllables_as_the_text(text):
    said = pronounce(text)
    assert [ch for ch in said if not "가" <= ch <= "힣"] == [ch for ch in text if not "가" <= ch <= "힣"]
    assert len(said) == len(text)
    codas = {decompose(ch)[2] for ch in said if "가" <= ch <= "힣"}
    assert codas <= set("ㄱㄴㄷㄹㅁㅂㅇ") | {""}


def test_an_exception_begins_a_word_or_stands_inside_it_and_the_longest_wins():
    words = [("산새", "산쌔"), ("발전", "발쩐"), ("발전소", "발쩐쏘")]
    exceptions = Exceptions(words, inside={"발전"})
    assert pronounce("산새 부산새마을", exceptions) == "산쌔 부산새마을"
    assert pronounce("산업발전 발전소", exceptions) == "사넙빨쩐 발쩐쏘"


def test_a_mistake_in_the_dictionary_is_reported_with_its_line(tmp_path):
    path = tmp_path / "pronunciation.yaml"
    path.write_text("words:\n  - {word: 팔달, said: 팔딸, source: 제26항}\n  - {word: abc, said: 가, source: 나나}\n")
    with pytest.raises(DataError) as raised:
        read_exceptions(path)
    assert raised.value.line == 3
    path.write_text("words:\n" + "  - {word: 팔달, said: 팔딸, source: 제26항}\n" * 2)
    with pytest.raises(DataError, match="twice"):
        read_exceptions(path)


def test_every_name_of_the_data_is_spoken_whole():
    base = read(*(SHIPPED / name for name in load_settings(environment={}).packs)).base
    names = [name for entity in base.entities.values() for name in entity.names]
    assert len(names) > 200
    assert {name: silent for name in names if (silent := silent_letters(name))} == {}
    assert silent_letters("경기도 李在明") == "李在明"
