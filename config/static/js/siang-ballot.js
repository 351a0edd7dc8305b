// Adds up the ballot paper while it is filled in. Without it the next page adds up: nothing is lost.
class SiangBallot extends HTMLElement {
  connectedCallback() {
    this.total = this.querySelector("[data-total]");
    this.addEventListener("change", () => this.show());
    if (this.querySelector("input:checked")) this.show();
  }

  show() {
    const chosen = [...this.querySelectorAll("input:checked")];
    const baht = chosen.reduce((sum, box) => sum + Number(box.dataset.cost), 0);
    const sentences = [this.say("words", { n: chosen.length, baht })];
    const envelope = Number(this.dataset.envelope);
    if (envelope) sentences.push(baht > envelope ? this.say("over", { baht: baht - envelope }) : this.say("left", { baht: envelope - baht }));
    const many = chosen.length - Number(this.dataset.most);
    if (many > 0) sentences.push(this.say("many", { n: many }));
    this.total.textContent = sentences.join(" · ");
  }

  say(name, values) {
    return this.total.dataset[name].replace(/\{(\w+)\}/g, (_all, key) => values[key].toLocaleString("en-US"));
  }
}
customElements.define("siang-ballot", SiangBallot);
