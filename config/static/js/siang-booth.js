// A booth whose connection is lost: voters are queued in this browser and sent when it is back. The server answers the
// same for the same key, so sending twice counts once. A number is kept only until its answer has come.
class SiangBooth extends HTMLElement {
  connectedCallback() {
    this.form = this.querySelector("form");
    this.list = this.querySelector("[data-queue]");
    this.store = `siang-booth-${this.dataset.station}`;
    this.form.hidden = false;
    this.form.addEventListener("submit", (event) => this.add(event));
    window.addEventListener("online", () => this.send());
    this.timer = setInterval(() => this.send(), 15000);
    this.show();
    this.send();
  }

  disconnectedCallback() {
    clearInterval(this.timer);
  }

  get queue() {
    return JSON.parse(localStorage.getItem(this.store) || "[]");
  }

  set queue(rows) {
    localStorage.setItem(this.store, JSON.stringify(rows));
    this.show();
  }

  add(event) {
    event.preventDefault();
    const input = this.form.elements.number;
    const number = input.value.replace(/\D/g, "");
    input.setCustomValidity(number.length === 13 ? "" : this.dataset.wrong);
    if (!input.reportValidity()) return;
    const rows = this.queue;
    const envelope = 1 + rows.reduce((most, row) => Math.max(most, row.envelope), Number(this.dataset.last));
    this.queue = [...rows, { key: crypto.randomUUID(), envelope, number, words: "" }];
    input.value = "";
    this.send();
  }

  async send() {
    if (this.sending) return;
    this.sending = true;
    try {
      for (const row of this.queue.filter((one) => one.number)) {
        const body = new FormData(this.form);
        for (const name of ["key", "envelope", "number"]) body.set(name, row[name]);
        const answer = await fetch(this.form.action, { method: "POST", body, credentials: "same-origin" });
        if (!answer.ok || !answer.headers.get("content-type")?.includes("json")) break;
        const { words } = await answer.json();
        this.queue = this.queue.map((one) => (one.key === row.key ? { ...one, number: "", words } : one));
      }
    } catch {
      // still no connection: the queue stays as it is
    }
    this.sending = false;
  }

  show() {
    const lines = this.queue.map((row) => {
      const line = document.createElement("li");
      line.textContent = `${this.dataset.envelope} ${row.envelope}: ${row.words || this.dataset.waiting}`;
      return line;
    });
    this.list.replaceChildren(...lines);
  }
}
customElements.define("siang-booth", SiangBooth);
