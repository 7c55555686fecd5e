"use strict";
// To choose a part is to ask for a selection; the form works without this.
document.querySelector("form.dossier")?.addEventListener("change", (event) => {
  if (event.target.type !== "checkbox") return;
  event.currentTarget.elements.of.value = "selection";
});
