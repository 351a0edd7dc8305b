// <siang-cite>: puts a button beside each section, paragraph or line that copies its citation and address.
class SiangCite extends HTMLElement {
  connectedCallback() {
    if (!navigator.clipboard) return;
    for (const tools of this.querySelectorAll(".law__tools")) tools.append(this.button(() => this.section(tools)));
    for (const line of this.querySelectorAll(".cite")) line.append(this.button(() => this.line(line)));
  }

  section(tools) {
    const section = tools.closest(".law__section");
    const number = section.querySelector(".law__number")?.textContent ?? "";
    return [`${number} แห่ง${this.dataset.law}`, new URL(`#${section.id}`, location.href.split("#")[0]).href];
  }

  line(line) {
    return [line.querySelector(".cite__words").textContent, line.querySelector(".cite__address").href];
  }

  button(words) {
    const button = document.createElement("button");
    const said = document.createElement("span");
    button.type = "button";
    button.className = "cite-button";
    said.setAttribute("role", "status");
    said.textContent = this.dataset.label;
    button.append(said);
    button.addEventListener("click", async () => {
      await navigator.clipboard.writeText(words().join("\n"));
      said.textContent = this.dataset.done;
      setTimeout(() => { said.textContent = this.dataset.label; }, 2500);
    });
    return button;
  }
}
customElements.define("siang-cite", SiangCite);
