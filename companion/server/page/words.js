// What the page says, in the languages it can say it in. The robot itself speaks Korean: what a button asks of it is
// Korean in both.

export const REQUESTS = {
  louder: "더 크게 말해 줘",
  slower: "더 천천히 말해 줘",
  repeat: "다시 말해 줘",
};

// What it says first where its persona has no greeting.
export const GREETING = "안녕하세요! 무엇이든 물어보세요.";

// In Korean, in English.
const WORDS = {
  connecting: ["연결하고 있어요", "Connecting"],
  loading: ["깨어나고 있어요", "Waking up"],
  listening: ["듣고 있어요", "Listening"],
  waiting: ["기다리고 있어요", "Ready"],
  called: [(name) => `“${name}” 하고 불러 주세요`, (name) => `Say “${name}”`],
  hearing: ["귀 기울이고 있어요", "I hear you"],
  thinking: ["생각하고 있어요", "Thinking"],
  speaking: ["말하고 있어요", "Speaking"],
  lost: ["다시 연결하고 있어요", "Reconnecting"],
  away: ["쉬고 있어요", "Resting"],
  lostWhy: ["로봇과 연결이 끊겼어요. 다시 이어지면 하던 이야기를 계속할게요.", "The connection to the robot is lost. We go on as soon as it is back."],
  awayWhy: ["이 기기의 네트워크가 끊겼어요. 다시 이어지면 하던 이야기를 계속할게요.", "This device has no network. We go on as soon as it is back."],
  goingWhy: ["로봇을 다시 켜고 있어요. 잠시만 기다려 주세요.", "The robot is being restarted. One moment, please."],
  loadingWhy: ["로봇이 준비하고 있어요. 잠시만 기다려 주세요.", "The robot is getting ready. One moment, please."],
  failedWhy: ["로봇에 문제가 생겨 다시 연결하고 있어요.", "Something failed at the robot; it is being connected again."],
  rateWhy: ["요청이 너무 잦아 잠깐 쉬었다가 이어 갈게요.", "That was too much at once; we go on in a moment."],
  louder: ["크게", "Louder"],
  slower: ["천천히", "Slower"],
  repeat: ["다시", "Repeat"],
  stop: ["멈춤", "Stop"],
  size: ["글자 크기", "Text size"],
  talk: ["말로 이야기하기", "Talk aloud"],
  quiet: ["마이크 끄기", "Turn the microphone off"],
  placeholder: ["여기에 써서 물어보세요", "Ask in Korean or plain English"],
  send: ["보내기", "Send"],
  "full-screen": ["전체 화면", "Full screen"],
  menu: ["설정", "Settings"],
  settings: ["설정", "Settings"],
  close: ["닫기", "Close"],
  language: ["언어", "Language"],
  theme: ["화면", "Appearance"],
  subtitles: ["자막 크기", "Subtitles"],
  motion: ["움직임", "Motion"],
  sound: ["소리", "Sound"],
  listen: ["마이크", "Microphone"],
  auto: ["기기에 맞춤", "As the device"],
  light: ["밝게", "Light"],
  dark: ["어둡게", "Dark"],
  contrast: ["고대비", "High contrast"],
  small: ["작게", "Small"],
  medium: ["보통", "Medium"],
  large: ["크게", "Large"],
  huge: ["아주 크게", "Huge"],
  full: ["그대로", "Full"],
  reduced: ["줄이기", "Reduced"],
  on: ["켬", "On"],
  off: ["끔", "Off"],
  open: ["늘 듣기", "Hears everything"],
  wake: ["이름을 부르면", "When called by name"],
  anew: ["처음부터 다시 이야기하기", "Begin a new conversation"],
  private: ["여기서 나눈 말은 어디에도 저장되지 않아요.", "Nothing that is said here is stored anywhere."],
  controls: ["말하기 단추", "How it speaks"],
  answer: ["대답", "Answer"],
  call: ["전화", "Call"],
  places: ["찾은 곳", "Places"],
  metres: ["m", " m"],
  kilometres: ["km", " km"],
  sources: [(n) => `출처 ${n}`, (n) => (n === 1 ? "1 source" : `${n} sources`)],
  since: [(day) => `${day}부터`, (day) => `from ${day}`],
  until: [(day) => `${day}까지`, (day) => `until ${day}`],
  seen: [(day) => `${day} 확인`, (day) => `seen ${day}`],
  busyTitle: ["지금은 이야기하는 분이 많아요", "Many people are talking right now"],
  busy: ["자리가 나면 바로 이어 드릴게요. 잠시만 기다려 주세요.", "You will be connected as soon as there is room."],
  elsewhereTitle: ["다른 창에서 이야기하고 있어요", "You are talking in another window"],
  elsewhere: ["이 대화는 다른 창이나 탭으로 옮겨 갔어요.", "This conversation has moved to another window or tab."],
  here: ["여기서 이어 가기", "Go on here"],
  tokenTitle: ["토큰이 필요해요", "A token is needed"],
  tokenText: ["서버를 켠 화면에 나온 토큰을 넣거나, QR 코드를 찍어 주세요.", "Enter the token shown where the server was started, or scan its QR code."],
  enter: ["들어가기", "Enter"],
  tokenWrong: ["맞지 않아요. 다시 넣어 주세요.", "That is not it. Please try again."],
  untrustedTitle: ["이 기기가 로봇을 아직 믿지 않아요", "This device does not trust the robot yet"],
  untrusted: ["화면은 왔지만 연결이 막혔어요. 로봇의 인증서를 받아 설치하고 신뢰하도록 설정한 뒤 다시 열어 주세요.", "The page came, but its connection is closed. Install the robot's certificate, switch its trust on, and open the page again."],
  fetchIt: ["인증서 받기", "Get the certificate"],
  staleTitle: ["이 화면이 오래됐어요", "This page is out of date"],
  stale: ["로봇이 새로워져서 화면을 다시 불러와야 해요.", "The robot has changed, and the page has to be loaded again."],
  reload: ["다시 불러오기", "Load again"],
  idleTitle: ["오래 말씀이 없어 잠시 쉬고 있어요", "Nobody spoke for a while"],
  idle: ["다시 이야기할까요?", "Shall we talk again?"],
  again: ["다시 시작", "Start again"],
  refused: ["지금은 대답하지 못했어요. 잠시 뒤에 다시 말씀해 주세요.", "I could not answer just now. Please try again in a moment."],
  deniedTitle: ["마이크를 쓸 수 없어요", "The microphone cannot be used"],
  denied: ["브라우저 주소창의 자물쇠에서 마이크를 허용해 주세요. 글로는 그대로 이야기할 수 있어요.", "Allow it behind the lock in the address bar. Writing works all the same."],
  insecure: ["다른 기기의 마이크는 HTTPS에서만 쓸 수 있어요. 서버를 --tls로 켜 주세요. 글로는 그대로 이야기할 수 있어요.", "Another device's microphone needs HTTPS: start the server with --tls. Writing works all the same."],
  missing: ["마이크를 찾지 못했어요. 연결되어 있는지 봐 주세요.", "No microphone was found. Is it plugged in?"],
  taken: ["다른 앱이 마이크를 쓰고 있어요. 그 앱을 닫고 다시 눌러 주세요. 글로는 그대로 이야기할 수 있어요.", "Another program is using it. Close that one and try again. Writing works all the same."],
  goneTitle: ["마이크가 끊어졌어요", "The microphone is gone"],
  gone: ["다시 연결한 뒤 마이크 단추를 눌러 주세요. 글로는 그대로 이야기할 수 있어요.", "Plug it in and touch the microphone again. Writing works all the same."],
  muteTitle: ["마이크를 껐어요", "The microphone was turned off"],
  mute: ["한동안 아무 소리도 오지 않았어요. 다시 이야기하려면 마이크를 눌러 주세요.", "No sound came for a while. Touch the microphone to talk again."],
  deafTitle: ["지금은 말을 알아듣지 못해요", "I cannot hear you just now"],
  deaf: ["귀에 문제가 생겨 마이크를 껐어요. 글로는 그대로 이야기할 수 있어요.", "Something is wrong with my ears; the microphone is off. Writing works all the same."],
  fine: ["알겠어요", "All right"],
  crowd: ["지금은 말로 이야기하는 분이 많아요. 글로는 바로 이야기할 수 있어요.", "Others are talking aloud just now. Writing works at once."],
  tooMuch: ["너무 빨리 말씀하셔서 잠깐 쉬어요.", "That was a little too fast for me."],
};

const LANGUAGES = ["ko", "en"];
let column = 0;

export function choose(language) {
  column = Math.max(0, LANGUAGES.indexOf(language));
  document.documentElement.lang = LANGUAGES[column];
  for (const element of document.querySelectorAll("[data-word]")) element.textContent = word(element.dataset.word);
}

export function word(name, ...values) {
  const said = WORDS[name][column];
  return typeof said === "function" ? said(...values) : said;
}
