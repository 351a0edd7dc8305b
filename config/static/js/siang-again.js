// <siang-again every="3">: while work goes on, reads the same part of this page again every few seconds.
// Where it is gone from the page, the work has ended: the whole page is loaded anew.
customElements.define("siang-again", class extends HTMLElement {
  connectedCallback() {
    this.timer = setInterval(() => this.look(), 1000 * Number(this.getAttribute("every") || 3));
  }

  disconnectedCallback() {
    clearInterval(this.timer);
  }

  async look() {
    if (document.hidden) return;
    const answer = await fetch(location.href, { headers: { accept: "text/html" } }).catch(() => null);
    if (!answer?.ok) return;
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    const found = page.querySelector("siang-again");
    if (found) this.replaceChildren(...found.childNodes);
    else location.reload();
  }
});
