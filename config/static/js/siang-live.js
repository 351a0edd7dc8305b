// <siang-live topic="petition.abc">: moves the figures of a finished page (docs/live.md, components/live.html).
import { watch } from "./live-feed.js";

const CALM = matchMedia("(prefers-reduced-motion: reduce)");

class SiangLive extends HTMLElement {
  #paused = false; #pending; #timer; #spoken = 0;
  connectedCallback() {
    this.bar = this.querySelector("[data-live-state]");
    this.button = this.querySelector("[data-live-pause]");
    if (!this.bar || !this.button) return; // figures may not move without a way to stop them
    this.button.hidden = false;
    this.button.onclick = () => this.pause(!this.#paused);
    this.pause(false);
    this.end = watch(this.getAttribute("topic"), this);
  }
  disconnectedCallback() {
    this.end?.();
  }
  pause(paused) {
    this.#paused = paused;
    this.button.textContent = paused ? this.button.dataset.resume : this.button.dataset.pause;
    this.say(paused ? "paused" : this.getAttribute("state") === "paused" ? "live" : null);
    if (!paused) this.#draw();
  }
  say(state) {
    if (!state || (this.#paused && state !== "paused")) return;
    this.setAttribute("state", state);
    this.bar.textContent = this.bar.dataset[state];
  }
  take(message) {
    this.#pending = message;
    this.#timer ??= setTimeout(() => { this.#timer = undefined; this.#draw(); }, CALM.matches ? 5000 : 250);
  }
  #draw() {
    if (this.#paused || !this.#pending) return;
    const figures = { ...this.#pending.figures, record_size: this.#pending.record_size };
    const value = (path) => path.split(".").reduce((part, key) => part?.[key], figures);
    for (const place of this.querySelectorAll("[data-figure]")) {
      const found = value(place.dataset.figure);
      if (found != null) place.textContent = typeof found === "number" ? found.toLocaleString("en-US") : found;
    }
    for (const place of this.querySelectorAll("[data-figure-value]")) place.value = value(place.dataset.figureValue) ?? place.value;
    this.#pending = undefined;
    this.#speak();
  }
  #speak() {
    const voice = this.querySelector("[data-live-voice]"), first = this.querySelector("[data-figure]");
    if (!voice || !first || Date.now() - this.#spoken < 20000) return;
    this.#spoken = Date.now();
    voice.textContent = first.parentElement.textContent.trim().replace(/\s+/g, " ");
  }
}
customElements.define("siang-live", SiangLive);
