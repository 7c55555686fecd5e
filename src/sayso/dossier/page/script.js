
"use strict";
// Comfort alone: without this the page shows the same and every link works.
const folds = () => Array.from(document.querySelectorAll("details"));

// A target inside something folded is unfolded, for browsers that do not do so themselves.
function reveal() {
  const target = document.getElementById(decodeURIComponent(location.hash.slice(1)));
  let moved = false;
  for (let node = target; node; node = node.parentElement) {
    if (node instanceof HTMLDetailsElement && !node.open) { node.open = true; moved = true; }
  }
  if (moved) target.scrollIntoView();
}
addEventListener("hashchange", reveal);
reveal();

const button = document.getElementById("unfold");
button.hidden = false;
button.addEventListener("click", () => {
  const open = button.getAttribute("aria-pressed") !== "true";
  folds().forEach((fold) => { fold.open = open; });
  button.setAttribute("aria-pressed", String(open));
  button.textContent = open ? "Fold everything" : "Unfold everything";
});

// What is folded on the screen is printed.
let closed = [];
addEventListener("beforeprint", () => {
  closed = folds().filter((fold) => !fold.open);
  closed.forEach((fold) => { fold.open = true; });
});
addEventListener("afterprint", () => {
  closed.forEach((fold) => { fold.open = false; });
});
