// <siang-proof data-puzzle data-worker>: solves the puzzle apart from the page and sends the form it stands in.
// Without JavaScript the second form of the page does the same by waiting.
class SiangProof extends HTMLElement {
  connectedCallback() {
    this.firstElementChild.hidden = false;
    const challenge = JSON.parse(this.dataset.puzzle);
    const worker = new Worker(this.dataset.worker);
    worker.addEventListener("message", ({ data }) => this.send(challenge, data), { once: true });
    worker.postMessage({ type: "work", challenge });
  }

  send(challenge, solution) {
    if (solution?.counter === undefined) return;
    const field = document.createElement("input");
    Object.assign(field, { type: "hidden", name: "solution", value: btoa(JSON.stringify({ challenge, solution })) });
    const form = this.closest("form");
    form.append(field);
    form.submit();
  }
}
customElements.define("siang-proof", SiangProof);
