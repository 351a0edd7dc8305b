// Messages of live topics for the elements of one page (docs/live.md).
// One socket for the page; where it cannot open, one stream a topic; where streams fail, polling.
const watching = new Map(); // topic → elements
const newest = new Map(); // topic → message
const backs = new Map(); // topic → stream or timer
let socket, tries = 0, fails = 0;

const topics = () => [...watching.keys()];
const show = (state) => watching.forEach((elements) => elements.forEach((element) => element.say(state)));

// Milliseconds to wait before the next try: spread over all of a span that doubles, so that thousands do not come back at once.
export const pause = (tries, chance = Math.random()) => 250 + chance * Math.min(5000 * 2 ** tries, 60000);

function take(message) {
  if (!watching.has(message.topic)) return;
  // Every message is absolute: a skipped one is not missed. Far lower numbers mean that the site was restored from a backup.
  if (message.sequence + 100 < (newest.get(message.topic)?.sequence ?? 0)) newest.delete(message.topic);
  if (message.sequence <= (newest.get(message.topic)?.sequence ?? -1)) return;
  newest.set(message.topic, message);
  watching.get(message.topic).forEach((element) => element.take(message));
}

function connect() {
  if (socket || !watching.size || document.hidden) return;
  if (fails >= 2) return topics().forEach(follow);
  let opened = false;
  const own = socket = new WebSocket(`${location.protocol === "https:" ? "wss" : "ws"}://${location.host}/live/`);
  own.onopen = () => { opened = true; fails = 0; tries = 0; own.send(JSON.stringify({ subscribe: topics() })); show("live"); };
  own.onmessage = (event) => { const message = JSON.parse(event.data); if (!message.error) take(message); };
  own.onclose = () => {
    if (socket !== own) return;
    socket = undefined;
    if (!opened) fails += 1;
    show("lost");
    setTimeout(connect, pause(tries++));
  };
}

function follow(topic) {
  if (backs.has(topic)) return;
  const stream = new EventSource(`/live/${topic}`);
  backs.set(topic, () => stream.close());
  stream.onopen = () => show("live");
  stream.onmessage = (event) => take(JSON.parse(event.data));
  stream.onerror = () => { if (stream.readyState === EventSource.CLOSED) poll(topic); else show("lost"); };
}

function poll(topic) {
  const ask = () => fetch(`/live/${topic}.json`).then((answer) => answer.json()).then((message) => { take(message); show("live"); }).catch(() => show("lost"));
  const timer = setInterval(ask, 10000 + Math.random() * 2000);
  backs.set(topic, () => clearInterval(timer));
  ask();
}

function rest() {
  const own = socket;
  socket = undefined;
  if (own?.readyState === WebSocket.CONNECTING) own.onopen = () => own.close();
  else own?.close();
  backs.forEach((close) => close());
  backs.clear();
}

document.addEventListener("visibilitychange", () => (document.hidden ? rest() : connect()));

// Give `element` (with take(message) and say(state)) the messages of a topic; the function that ends it.
export function watch(topic, element) {
  if (!watching.has(topic)) watching.set(topic, new Set());
  watching.get(topic).add(element);
  if (newest.has(topic)) element.take(newest.get(topic));
  if (socket?.readyState === WebSocket.OPEN) socket.send(JSON.stringify({ subscribe: [topic] }));
  else queueMicrotask(connect);
  return () => {
    const elements = watching.get(topic);
    elements.delete(element);
    if (elements.size) return;
    watching.delete(topic);
    newest.delete(topic);
    backs.get(topic)?.();
    backs.delete(topic);
    if (socket?.readyState === WebSocket.OPEN) socket.send(JSON.stringify({ unsubscribe: [topic] }));
  };
}

addEventListener("pagehide", rest);
addEventListener("pageshow", connect);
