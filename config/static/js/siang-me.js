// <siang-me>: names the signed-in person in the account link. The shared page knows nobody; this asks apart.
class SiangMe extends HTMLElement {
  async connectedCallback() {
    const link = this.querySelector("a");
    const word = this.querySelector(".tool-word");
    if (!link || !word) return;
    try {
      const answer = await fetch(new URL("me.json", link.href), { credentials: "same-origin", headers: { Accept: "application/json" } });
      if (!answer.ok) return;
      const me = await answer.json();
      if (me.url) document.dispatchEvent(new CustomEvent("siang:me", { detail: me }));
      if (me.label) word.textContent = me.label;
      if (me.url) link.href = new URL(me.url, location.origin).href;
    } catch {
      // The plain link stays.
    }
  }
}
customElements.define("siang-me", SiangMe);
