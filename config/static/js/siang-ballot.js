// Adds up the ballot paper while it is filled in. Without it the next page adds up: nothing is lost.
class SiangBallot extends HTMLElement {
  connectedCallback() {
    this.total = this.querySelector("[data-total]");
    this.addEventListener("change", () => this.show());
    if (this.marked().length) this.show();
  }

  marked() {
    const marks = [...this.querySelectorAll(".ballot__mark")].filter((field) => Number(field.value) > 0);
    return [...this.querySelectorAll("input:checked"), ...marks];
  }

  show() {
    const chosen = this.marked();
    const baht = chosen.reduce((sum, box) => sum + Number(box.dataset.cost), 0);
    const sentences = [this.say("words", { n: chosen.length, baht })];
    const envelope = Number(this.dataset.envelope);
    if (envelope) sentences.push(baht > envelope ? this.say("over", { baht: baht - envelope }) : this.say("left", { baht: envelope - baht }));
    const points = Number(this.dataset.points);
    if (points) sentences.push(this.say("given", { n: chosen.reduce((sum, field) => sum + Number(field.value), 0), m: points }));
    const many = chosen.length - Number(this.dataset.most);
    if (many > 0) sentences.push(this.say("many", { n: many }));
    this.total.textContent = sentences.join(" · ");
  }

  say(name, values) {
    return this.total.dataset[name].replace(/\{(\w+)\}/g, (_all, key) => values[key].toLocaleString("en-US"));
  }
}
customElements.define("siang-ballot", SiangBallot);
