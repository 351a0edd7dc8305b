// <siang-soon data-seconds="2">: fetches this page again until the element is gone from it, and puts the new words in
// place without moving the reader. Without JavaScript the link inside does the same by hand.
class SiangSoon extends HTMLElement {
  connectedCallback() {
    this.timer = setTimeout(() => this.look(), 1000 * Number(this.dataset.seconds || 2));
  }

  disconnectedCallback() {
    clearTimeout(this.timer);
  }

  async look() {
    try {
      const answer = await fetch(location.href, { credentials: "same-origin" });
      const fresh = new DOMParser().parseFromString(await answer.text(), "text/html").querySelector("main");
      if (answer.ok && fresh && !fresh.querySelector("siang-soon")) {
        document.querySelector("main").replaceChildren(...fresh.childNodes);
        return;
      }
    } catch {
      // The next look may succeed.
    }
    this.timer = setTimeout(() => this.look(), 1000 * Number(this.dataset.seconds || 2));
  }
}
customElements.define("siang-soon", SiangSoon);
