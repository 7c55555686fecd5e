"use strict";
// From claim to claim by keys: j or n the next, k or p the one before, Enter opens the claim that is lit up.
(() => {
  const claims = [...document.querySelectorAll("mark[data-claim]")];
  const notes = new Map([...document.querySelectorAll("[data-note]")].map((note) => [note.dataset.note, note]));
  const steps = { j: 1, n: 1, k: -1, p: -1 };
  let at = -1;

  const light = () => {
    notes.get(claims[at]?.id)?.removeAttribute("aria-current");
    at = claims.findIndex((claim) => claim.id === location.hash.slice(1));
    if (at < 0) return;
    notes.get(claims[at].id)?.setAttribute("aria-current", "true");
    claims[at].focus({ preventScroll: true });
    claims[at].scrollIntoView({ block: "center" });
  };
  // Where none is lit up, the first one below the top of the window.
  const near = (step) => {
    if (at >= 0) return at + step;
    const below = claims.findIndex((claim) => claim.getBoundingClientRect().top > 80);
    return step > 0 ? below : below - 1;
  };
  const typing = (target) => target.closest("input, textarea, select, button, a, summary, [contenteditable]");

  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return;
    if (event.target.closest("input, textarea, select, [contenteditable]")) return;
    const step = keysOn() && steps[event.key];
    if (step && claims[near(step)]) {
      event.preventDefault();
      location.replace(`#${claims[near(step)].id}`);
    } else if (event.key === "Enter" && at >= 0 && !typing(event.target)) {
      location.assign(claims[at].id.replace(/^claim-(\w+)-/, "/claims/$1:"));
    }
  });
  document.addEventListener("click", (event) => {
    const claim = event.target.closest("mark[data-claim]");
    if (claim && !String(getSelection())) location.replace(`#${claim.id}`);
  });
  addEventListener("hashchange", light);
  light();
})();
