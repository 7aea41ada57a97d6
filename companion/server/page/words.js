// What the page says, in the languages it can say it in. The robot itself speaks Korean: what a button asks of it is
// Korean in both.

export const REQUESTS = {
  louder: "더 크게 말해 줘",
  slower: "더 천천히 말해 줘",
  repeat: "다시 말해 줘",
};

// What it says first where its persona has no greeting.
export const GREETING = "안녕하세요! 무엇이든 물어보세요.";

const KO = {
  connecting: "연결하고 있어요", loading: "깨어나고 있어요", listening: "듣고 있어요", waiting: "기다리고 있어요", hearing: "귀 기울이고 있어요", thinking: "생각하고 있어요",
  speaking: "말하고 있어요", lost: "다시 연결하고 있어요", away: "쉬고 있어요",
  louder: "크게", slower: "천천히", repeat: "다시", stop: "멈춤", size: "글자 크기",
  talk: "말로 이야기하기", quiet: "마이크 끄기",
  placeholder: "여기에 써서 물어보세요", send: "보내기", menu: "설정",
  settings: "설정", close: "닫기", language: "언어", theme: "화면", subtitles: "자막 크기", motion: "움직임", sound: "소리",
  auto: "기기에 맞춤", light: "밝게", dark: "어둡게", contrast: "고대비",
  small: "작게", medium: "보통", large: "크게", huge: "아주 크게",
  full: "그대로", reduced: "줄이기", on: "켬", off: "끔",
  anew: "처음부터 다시 이야기하기", private: "여기서 나눈 말은 어디에도 저장되지 않아요.",
  controls: "말하기 단추", answer: "대답", call: "전화", places: "찾은 곳", won: "원", metres: "m", kilometres: "km",
  sources: (n) => `출처 ${n}`, since: (day) => `${day}부터`, until: (day) => `${day}까지`, seen: (day) => `${day} 확인`,
  busyTitle: "지금은 이야기하는 분이 많아요", busy: "자리가 나면 바로 이어 드릴게요. 잠시만 기다려 주세요.",
  elsewhereTitle: "다른 창에서 이야기하고 있어요", elsewhere: "이 대화는 다른 창이나 탭으로 옮겨 갔어요.",
  here: "여기서 이어 가기",
  tokenTitle: "토큰이 필요해요", tokenText: "서버를 켠 화면에 나온 토큰을 넣거나, QR 코드를 찍어 주세요.", enter: "들어가기",
  tokenWrong: "맞지 않아요. 다시 넣어 주세요.",
  idleTitle: "오래 말씀이 없어 잠시 쉬고 있어요", idle: "다시 이야기할까요?", again: "다시 시작",
  refused: "지금은 대답하지 못했어요. 잠시 뒤에 다시 말씀해 주세요.",
  deniedTitle: "마이크를 쓸 수 없어요", denied: "브라우저 주소창의 자물쇠에서 마이크를 허용해 주세요. 글로는 그대로 이야기할 수 있어요.",
  insecure: "다른 기기의 마이크는 HTTPS에서만 쓸 수 있어요. 서버를 --tls로 켜 주세요. 글로는 그대로 이야기할 수 있어요.",
  missing: "마이크를 찾지 못했어요. 연결되어 있는지 봐 주세요.", fine: "알겠어요",
  crowd: "지금은 말로 이야기하는 분이 많아요. 글로는 바로 이야기할 수 있어요.",
  tooMuch: "너무 빨리 말씀하셔서 잠깐 쉬어요.",
};

const EN = {
  connecting: "Connecting", loading: "Waking up", listening: "Listening", waiting: "Ready", hearing: "I hear you", thinking: "Thinking",
  speaking: "Speaking", lost: "Reconnecting", away: "Resting",
  louder: "Louder", slower: "Slower", repeat: "Repeat", stop: "Stop", size: "Text size",
  talk: "Talk aloud", quiet: "Turn the microphone off",
  placeholder: "Ask in Korean or plain English", send: "Send", menu: "Settings",
  settings: "Settings", close: "Close", language: "Language", theme: "Appearance", subtitles: "Subtitles", motion: "Motion", sound: "Sound",
  auto: "As the device", light: "Light", dark: "Dark", contrast: "High contrast",
  small: "Small", medium: "Medium", large: "Large", huge: "Huge",
  full: "Full", reduced: "Reduced", on: "On", off: "Off",
  anew: "Begin a new conversation", private: "Nothing that is said here is stored anywhere.",
  controls: "How it speaks", answer: "Answer", call: "Call", places: "Places", won: " won", metres: " m", kilometres: " km",
  sources: (n) => (n === 1 ? "1 source" : `${n} sources`), since: (day) => `from ${day}`, until: (day) => `until ${day}`,
  seen: (day) => `seen ${day}`,
  busyTitle: "Many people are talking right now", busy: "You will be connected as soon as there is room.",
  elsewhereTitle: "You are talking in another window", elsewhere: "This conversation has moved to another window or tab.",
  here: "Go on here",
  tokenTitle: "A token is needed", tokenText: "Enter the token shown where the server was started, or scan its QR code.", enter: "Enter",
  tokenWrong: "That is not it. Please try again.",
  idleTitle: "Nobody spoke for a while", idle: "Shall we talk again?", again: "Start again",
  refused: "I could not answer just now. Please try again in a moment.",
  deniedTitle: "The microphone cannot be used", denied: "Allow it behind the lock in the address bar. Writing works all the same.",
  insecure: "Another device's microphone needs HTTPS: start the server with --tls. Writing works all the same.",
  missing: "No microphone was found. Is it plugged in?", fine: "All right",
  crowd: "Others are talking aloud just now. Writing works at once.",
  tooMuch: "That was a little too fast for me.",
};

const LANGUAGES = { ko: KO, en: EN };
let words = KO;

export function choose(language) {
  words = LANGUAGES[language] ?? KO;
  document.documentElement.lang = language;
  for (const element of document.querySelectorAll("[data-word]")) element.textContent = words[element.dataset.word];
}

export const word = (name, ...values) => (typeof words[name] === "function" ? words[name](...values) : words[name]);
