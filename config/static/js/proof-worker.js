// Finds the number whose SHA-256 after the salt is the challenge. FIPS 180-4, written out: asking the browser's own
// digest for each try costs a promise each, ten times as long on a cheap phone.
const K = new Uint32Array(64);
const START = new Uint32Array(8);
{
  let found = 0;
  for (let n = 2; found < 64; n++) {
    let prime = true;
    for (let d = 2; d * d <= n; d++) if (n % d === 0) { prime = false; break; }
    if (!prime) continue;
    if (found < 8) START[found] = (Math.sqrt(n) % 1) * 2 ** 32;
    K[found++] = (Math.cbrt(n) % 1) * 2 ** 32;
  }
}
const W = new Uint32Array(64);
const turn = (x, n) => (x >>> n) | (x << (32 - n));

function block(state, words) {
  W.set(words);
  for (let i = 16; i < 64; i++) {
    const a = W[i - 15], b = W[i - 2];
    W[i] = W[i - 16] + W[i - 7] + (turn(a, 7) ^ turn(a, 18) ^ (a >>> 3)) + (turn(b, 17) ^ turn(b, 19) ^ (b >>> 10));
  }
  let [a, b, c, d, e, f, g, h] = state;
  for (let i = 0; i < 64; i++) {
    const one = (h + (turn(e, 6) ^ turn(e, 11) ^ turn(e, 25)) + ((e & f) ^ (~e & g)) + K[i] + W[i]) | 0;
    const two = ((turn(a, 2) ^ turn(a, 13) ^ turn(a, 22)) + ((a & b) ^ (a & c) ^ (b & c))) | 0;
    h = g; g = f; f = e; e = (d + one) | 0; d = c; c = b; b = a; a = (one + two) | 0;
  }
  [a, b, c, d, e, f, g, h].forEach((value, i) => { state[i] += value; });
}

function sha256(bytes) {
  const padded = new Uint8Array(((bytes.length + 72) >> 6) << 6);
  padded.set(bytes);
  padded[bytes.length] = 0x80;
  const view = new DataView(padded.buffer);
  view.setUint32(padded.length - 4, bytes.length * 8);
  const state = START.slice();
  const words = new Uint32Array(16);
  for (let at = 0; at < padded.length; at += 64) {
    for (let i = 0; i < 16; i++) words[i] = view.getUint32(at + 4 * i);
    block(state, words);
  }
  return state;
}

self.addEventListener("message", ({ data: puzzle }) => {
  const wanted = Uint32Array.from(puzzle.challenge.match(/.{8}/g), (part) => parseInt(part, 16));
  const encoder = new TextEncoder();
  for (let number = 0; number <= puzzle.maxnumber; number++) {
    const found = sha256(encoder.encode(puzzle.salt + number));
    if (found[0] === wanted[0] && found.every((word, i) => word === wanted[i])) {
      self.postMessage({ ...puzzle, number });
      return;
    }
  }
  self.postMessage({});
});
