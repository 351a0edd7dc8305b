// <siang-near>: for somebody who is signed in, the shared home page shows what they did and what became of it. It is
// fetched apart, so that the page stays the same for everybody; without JavaScript it stands under "My account".
class SiangNear extends HTMLElement {
  connectedCallback() {
    document.addEventListener("siang:me", () => this.show(), { once: true });
  }

  async show() {
    const link = this.querySelector("a");
    if (!link) return;
    this.hidden = false;
    try {
      const answer = await fetch(link.href, { credentials: "same-origin", redirect: "error" });
      if (!answer.ok) return;
      const page = new DOMParser().parseFromString(await answer.text(), "text/html");
      const mine = page.getElementById("near-mine");
      if (mine) this.prepend(...mine.children);
    } catch {
      // The plain link stays.
    }
  }
}
customElements.define("siang-near", SiangNear);
