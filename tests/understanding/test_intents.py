import subprocess
import sys
import textwrap

import numpy as np
import pytest

from companion.models.embedder import UseEmbedder
from companion.understanding.intents import IntentClassifier

PHRASES = {
    "greet": """
        안녕 / 안녕하세요 / 반가워 / 만나서 반가워요 / 좋은 아침이야 / 안녕 로봇아 / 잘 지냈어 /
        오랜만이야 / 안녕하십니까 / 처음 뵙겠습니다 / 좋은 저녁이에요 / 반갑습니다
    """,
    "time": """
        지금 몇 시야 / 몇 시예요 / 지금 시간 알려줘 / 시간이 어떻게 돼 / 현재 시각 알려줘 /
        지금 몇 시쯤 됐어 / 시계 좀 봐줘 / 몇 시인지 말해줘 / 시간 좀 알려 주세요 / 벌써 몇 시야 /
        지금 시각이 어떻게 되나요 / 몇 시 됐니
    """,
    "eat": """
        맛집 추천해줘 / 근처에 맛있는 식당 있어 / 밥 먹을 데 찾아줘 / 점심 먹을 곳 알려줘 /
        저녁 먹을 식당 골라줘 / 배고픈데 어디 가지 / 갈비 먹고 싶어 / 국밥집 추천해 줘 /
        맛있는 집 소개해줘 / 외식할 만한 곳 있을까 / 냉면 잘하는 집 알려줘 /
        아이랑 갈 만한 식당 찾아줘
    """,
    "louder": """
        소리 키워줘 / 더 크게 말해줘 / 목소리 좀 높여줘 / 볼륨 올려 / 잘 안 들려 크게 해줘 /
        소리 좀 크게 해 / 볼륨 좀 높여 주세요 / 더 큰 소리로 말해 / 음량 올려줘 / 소리가 작아 키워 /
        조금만 더 크게 / 볼륨 업
    """,
    "thanks": """
        고마워 / 감사합니다 / 정말 고마워요 / 도와줘서 고마워 / 알려줘서 감사해요 / 땡큐 /
        고맙습니다 / 덕분에 잘 찾았어 고마워 / 감사해 / 큰 도움이 됐어요 감사합니다 /
        친절하네 고마워 / 정말 감사드려요
    """,
    "who": """
        ⟨office⟩가 누구야 / ⟨office⟩ 이름 알려줘 / 지금 ⟨office⟩는 누구예요 / ⟨office⟩가 누군지 알아 /
        ⟨office⟩ 누구지 / 현재 ⟨office⟩이 누구인가요 / ⟨office⟩ 성함이 뭐야 /
        ⟨office⟩는 누가 하고 있어 / ⟨office⟩를 맡은 사람이 누구야 / 누가 ⟨office⟩야 /
        ⟨office⟩ 자리에 누가 있어 / 요즘 ⟨office⟩ 누가 해
    """,
}
OFFICES = ["경기도지사", "수원시장", "대통령", "국무총리"]
UNSEEN = [
    ("안녕 만나서 반갑다", "greet"),
    ("지금이 몇 시인지 알려줄래", "time"),
    ("맛있는 갈비집 하나 추천해 주세요", "eat"),
    ("목소리 더 크게 해주세요", "louder"),
    ("오늘 정말 고마웠어", "thanks"),
    ("혹시 ⟨office⟩ 누군지 알려줘", "who"),
]
GIBBERISH = ["쀍뛟 휅쭯뷃", "zxqv wkjh pfft", "뙈쓩웱 궶췍 퉯", "ㅁㄴㅇㄹㅎㅋ", "%%%% ####"]


def rows():
    return [(p.strip(), name) for name, text in PHRASES.items() for p in text.split("/")]


def meaning(text, i=0):
    return text.replace("⟨office⟩", OFFICES[i % len(OFFICES)])


@pytest.fixture(scope="module")
def embedder():
    return UseEmbedder()


def train(embedder):
    texts, labels = zip(*rows(), strict=True)
    meanings = [meaning(text, i) for i, text in enumerate(texts)]
    return IntentClassifier.train(texts, labels, embedder, embedding_texts=meanings)


@pytest.fixture(scope="module")
def classifier(embedder):
    return train(embedder)


def ask(classifier, embedder, text):
    return classifier.predict(text, embedder.encode([meaning(text)])[0])


@pytest.mark.parametrize(("text", "intent"), UNSEEN)
def test_unseen_wording_is_understood(classifier, embedder, text, intent):
    assert ask(classifier, embedder, text)[0][0] == intent


def test_every_intent_has_a_probability_and_they_sum_to_one_in_falling_order(classifier, embedder):
    ranked = ask(classifier, embedder, "지금 몇 시야")
    values = [probability for _, probability in ranked]
    assert {label for label, _ in ranked} == set(PHRASES) == set(classifier.labels)
    assert sum(values) == pytest.approx(1)
    assert values == sorted(values, reverse=True)


def test_gibberish_is_less_certain_than_every_unseen_phrase(classifier, embedder):
    nonsense = max(ask(classifier, embedder, text)[0][1] for text in GIBBERISH)
    understood = min(ask(classifier, embedder, text)[0][1] for text, _ in UNSEEN)
    assert nonsense < 0.6
    assert nonsense < understood


def test_certainty_on_held_out_phrases_matches_how_often_they_are_right(embedder):
    pairs = rows()
    held_out = [pair for i, pair in enumerate(pairs) if i % 4 == 0]
    texts, labels = zip(*(pair for i, pair in enumerate(pairs) if i % 4), strict=True)
    classifier = IntentClassifier.train(texts, labels, embedder, embedding_texts=[meaning(text) for text in texts])
    answers = [(ask(classifier, embedder, text)[0], label) for text, label in held_out]
    right = np.mean([best == label for (best, _), label in answers])
    certain = np.mean([probability for (_, probability), _ in answers])
    assert right >= 0.8
    assert certain == pytest.approx(right, abs=0.2)


def test_labels_that_mean_nothing_give_little_certainty(embedder):
    texts = [text for text, _ in rows()]
    labels = np.random.default_rng(1).permutation([label for _, label in rows()]).tolist()
    meanings = [meaning(text) for text in texts]
    classifier = IntentClassifier.train(texts, labels, embedder, embedding_texts=meanings)
    assert np.mean([ask(classifier, embedder, text)[0][1] for text, _ in UNSEEN]) < 0.5


def test_repeating_each_phrase_with_other_names_does_not_feign_certainty(embedder):
    texts, labels = zip(*rows() * 3, strict=True)
    labels = np.random.default_rng(1).permutation(labels[: len(labels) // 3]).tolist() * 3
    meanings = [meaning(text, i) for i, text in enumerate(texts)]
    classifier = IntentClassifier.train(texts, labels, embedder, embedding_texts=meanings)
    assert np.mean([ask(classifier, embedder, text)[0][1] for text, _ in UNSEEN]) < 0.5


def test_the_same_phrases_give_the_same_model(classifier, embedder):
    assert train(embedder).to_bytes() == classifier.to_bytes()


def test_a_stored_model_predicts_exactly_the_same(classifier, embedder):
    restored = IntentClassifier.from_bytes(classifier.to_bytes(), embedder)
    for text, _ in UNSEEN:
        assert ask(restored, embedder, text) == ask(classifier, embedder, text)


@pytest.mark.parametrize("damage", [lambda b: b"", lambda b: b[:200], lambda b: b[:-500], lambda b: b"x" + b[1:]])
def test_a_damaged_model_is_a_value_error(classifier, embedder, damage):
    with pytest.raises(ValueError):  # noqa: PT011 - numpy words some of them
        IntentClassifier.from_bytes(damage(classifier.to_bytes()), embedder)


def test_a_model_of_another_embedder_is_refused(classifier):
    class Other:
        name, dim = "other", 512

        def encode(self, texts):
            raise AssertionError

    with pytest.raises(ValueError, match="was trained with use-multilingual-3, not other"):
        IntentClassifier.from_bytes(classifier.to_bytes(), Other())


@pytest.mark.parametrize(("heard", "intent"), [("시간이 몇 시지", "time"), ("고맙네요", "thanks")])
def test_where_the_features_text_says_nothing_the_embedding_decides(classifier, embedder, heard, intent):
    assert classifier.predict("⟨unheard⟩", embedder.encode([heard])[0])[0][0] == intent


def test_without_an_embedding_the_text_itself_is_embedded(classifier, embedder):
    text = "소리 좀 키워 줘"
    assert classifier.predict(text) == classifier.predict(text, embedder.encode([text])[0])


@pytest.mark.parametrize("text", ["", "   ", "\ud800", "a" * 10_000])
def test_any_text_gets_probabilities(classifier, text):
    assert np.isfinite([probability for _, probability in classifier.predict(text)]).all()


def test_two_intents_are_enough_and_one_row_of_an_intent_too(embedder):
    classifier = IntentClassifier.train(["안녕", "안녕하세요", "몇 시야"], ["a", "a", "b"], embedder)
    assert classifier.predict("안녕")[0][0] == "a"
    assert classifier.predict("몇 시야")[0][0] == "b"


@pytest.mark.parametrize(
    ("texts", "labels", "problem"),
    [
        (["가", "나"], ["a", "a"], "two different"),
        (["가"], ["a", "b"], "differ in number"),
        ([], [], "two different"),
    ],
)
def test_what_cannot_be_learnt_from_is_refused(embedder, texts, labels, problem):
    with pytest.raises(ValueError, match=problem):
        IntentClassifier.train(texts, labels, embedder)


def test_training_and_predicting_import_neither_scikit_learn_nor_scipy(classifier, tmp_path):
    (tmp_path / "model.npz").write_bytes(classifier.to_bytes())
    code = f"""
        import sys
        from pathlib import Path
        from companion.models.embedder import UseEmbedder
        from companion.understanding.intents import IntentClassifier
        IntentClassifier.train(["안녕", "몇 시야"], ["a", "b"], UseEmbedder())
        data = Path({str(tmp_path / "model.npz")!r}).read_bytes()
        print(IntentClassifier.from_bytes(data, UseEmbedder()).predict("지금 몇 시야")[0][0])
        print(sorted({{"sklearn", "scipy"}} & set(sys.modules)))
    """
    done = subprocess.run([sys.executable, "-c", textwrap.dedent(code)], capture_output=True, text=True, check=True)
    assert done.stdout.split() == ["time", "[]"]
