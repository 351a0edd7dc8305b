// <siang-passage data-url="…&quote=">: comment on words marked by mouse or finger. Without it there is a page to choose from.
// Every span[data-at] in it holds the words of the text from that place on; what is [data-apart] is no part of the text.
class SiangPassage extends HTMLElement {
  connectedCallback() {
    this.bar = this.querySelector(".passage-bar");
    if (!this.bar) return;
    this.show = () => { clearTimeout(this.timer); this.timer = setTimeout(() => this.look(), 150); };
    document.addEventListener("selectionchange", this.show);
  }

  disconnectedCallback() {
    if (this.show) document.removeEventListener("selectionchange", this.show);
  }

  look() {
    const selection = getSelection();
    const place = selection.rangeCount && !selection.isCollapsed ? this.place(selection.getRangeAt(0)) : null;
    if (place) this.bar.querySelector("a").href = `${this.dataset.url}${place[0]}-${place[1]}`;
    this.bar.hidden = !place;
  }

  // From where to where in the text, in characters; null when nothing of it is marked.
  place(range) {
    let from = Infinity, to = -1;
    for (const line of this.querySelectorAll("[data-at]")) {
      if (!range.intersectsNode(line)) continue;
      const at = Number(line.dataset.at);
      let passed = 0;
      for (const node of this.texts(line)) {
        const start = node === range.startContainer ? range.startOffset : 0;
        const end = node === range.endContainer ? range.endOffset : node.length;
        if (range.intersectsNode(node) && end > start) {
          from = Math.min(from, at + passed + [...node.data.slice(0, start)].length);
          to = Math.max(to, at + passed + [...node.data.slice(0, end)].length);
        }
        passed += [...node.data].length;
      }
    }
    return from < to ? [from, to] : null;
  }

  *texts(line) {
    const walker = document.createTreeWalker(line, NodeFilter.SHOW_TEXT);
    for (let node = walker.nextNode(); node; node = walker.nextNode()) {
      if (!node.parentElement.closest("[data-apart]")) yield node;
    }
  }
}
customElements.define("siang-passage", SiangPassage);
