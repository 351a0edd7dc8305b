// <siang-desk>: a list of comments to tick. One button ticks all on the page; while the focus is inside the list, J and K
// move between comments and X ticks (WCAG 2.1.4: single keys only where the focus is). Without JavaScript: plain boxes.
class SiangDesk extends HTMLElement {
  connectedCallback() {
    this.boxes = [...this.querySelectorAll("input[type=checkbox]")];
    const bar = document.createElement("p");
    bar.className = "actions";
    this.button = document.createElement("button");
    this.button.type = "button";
    this.button.className = "button button--quiet";
    this.button.addEventListener("click", () => this.tickAll());
    const hint = document.createElement("span");
    hint.className = "small";
    hint.textContent = matchMedia("(hover: hover)").matches ? this.dataset.hint : "";
    bar.append(this.button, hint);
    this.prepend(bar);
    this.addEventListener("change", () => this.name());
    this.addEventListener("keydown", (event) => this.key(event));
    this.name();
  }

  name() {
    this.button.textContent = this.boxes.every((box) => box.checked) ? this.dataset.none : this.dataset.all;
  }

  tickAll() {
    const to = !this.boxes.every((box) => box.checked);
    for (const box of this.boxes) box.checked = to;
    this.name();
  }

  key(event) {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const row = event.target.closest("[data-row]");
    const at = this.boxes.findIndex((box) => row && row.contains(box));
    const move = { j: 1, k: -1 }[event.key.toLowerCase()];
    if (move) {
      this.boxes[Math.min(Math.max(at + move, 0), this.boxes.length - 1)].focus();
      event.preventDefault();
    } else if (event.key.toLowerCase() === "x" && at >= 0) {
      this.boxes[at].click();
      event.preventDefault();
    }
  }
}
customElements.define("siang-desk", SiangDesk);
