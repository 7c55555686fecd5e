"use strict";
// The review by keys: each does what the button or panel does that bears it; and words are chosen in the text shown.
(() => {
  const TYPED = "input:not([type=radio], [type=checkbox], [type=hidden]), textarea, select";
  const item = () => document.getElementById("item");
  const panel = () => document.querySelector("#item details[name=panel][open]");
  const words = () => [...document.querySelectorAll("#passage [data-from]")];
  const mending = () => document.querySelector("#mend-words[open]");
  let chosen = null; // the first and last of the words that are chosen, by their number

  // Keys

  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey && event.key === "Enter" && event.target.form && item().contains(event.target)) {
      event.preventDefault();
      event.target.form.requestSubmit();
      return;
    }
    if (event.ctrlKey || event.altKey || event.metaKey || event.defaultPrevented) return;
    if (event.key === "Escape") return close(event);
    const typing = event.target.matches(TYPED);
    if (typing || !item() || (event.target !== document.body && !document.getElementById("main").contains(event.target))) return;
    if (mending() && move(event)) return;
    if (event.key === "Enter" && mending() && !event.target.matches("button, a, summary")) {
      event.preventDefault();
      mending().querySelector("form").requestSubmit();
      return;
    }
    if (!keysOn() && event.key !== "?") return;
    const key = { ArrowRight: "j", ArrowLeft: "k" }[event.key] || event.key;
    // While a panel is open a key is its own, or leads to another one: nothing is decided by the way.
    const bearer = panel() ? find(panel(), key) || find(document.querySelector("#item .panels"), key, "summary") : find(item(), key);
    if (!bearer) return;
    event.preventDefault();
    bearer.click();
    // The event of opening comes later than what is typed next.
    if (bearer.matches("summary")) enter(bearer.parentElement);
  });

  function find(within, key, sort = "") {
    const all = within ? [...within.querySelectorAll(`${sort}[data-key]`)] : [];
    return all.find((one) => one.dataset.key === key && !one.disabled && one.checkVisibility());
  }

  function close(event) {
    const open = panel() || document.querySelector("#help[open]");
    if (!open) return;
    event.preventDefault();
    open.open = false;
    item().focus();
  }

  document.addEventListener("change", (event) => {
    if (event.target.name === "part" && mending()) choose(part(event.target.value));
  });

  // Panels

  document.addEventListener("toggle", (event) => {
    const opened = event.target;
    if (!opened.closest || !opened.closest("#item")) return;
    if (!opened.open && opened.id === "mend-words") choose(null);
    if (opened.open && !opened.contains(document.activeElement.closest("form")) && !(mending() && chosen)) enter(opened);
  }, true);

  // Whoever opens a panel goes on in it.
  function enter(opened) {
    if (!opened.open) return;
    if (opened.id === "mend-words") choose("told" in opened.dataset ? told(opened) : part("content"));
    const first = opened.id === "mend-words" ? document.getElementById("passage") : opened.querySelector(`.panel :is(${TYPED}), .panel button`);
    if (first) first.focus();
    if (first && first.select) first.select();
  }

  document.addEventListener("click", (event) => {
    const pick = event.target.closest(".pick");
    if (!pick) return;
    pick.form.elements.namedItem("name").value = pick.dataset.name;
    pick.form.elements.namedItem("kind").value = pick.dataset.kind;
    pick.form.querySelector("button.main").focus();
  });

  // Words: chosen by keys one by one, or with the mouse

  function part(name) {
    const numbers = words().flatMap((word, number) => (word.closest(`[data-part="${name}"]`) ? [number] : []));
    return numbers.length ? [numbers[0], numbers[numbers.length - 1]] : [0, 0];
  }

  // What was chosen before it was refused; none where it was typed.
  function told(opened) {
    const form = opened.querySelector("form");
    const numbers = [["from", "from"], ["to", "to"]].map(([name, edge]) => words().findIndex((word) => word.dataset[edge] === form.elements.namedItem(name).value));
    return numbers.includes(-1) ? null : numbers;
  }

  function move(event) {
    const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
    if (!step || !chosen || event.target.type === "radio") return false;
    event.preventDefault();
    const [first, last] = chosen;
    if (event.shiftKey) choose([Math.min(Math.max(first + step, 0), last), last]);
    else choose([first, Math.max(Math.min(last + step, words().length - 1), first)]);
    return true;
  }

  document.addEventListener("mouseup", () => {
    const selection = getSelection();
    if (!mending() || selection.isCollapsed || !selection.rangeCount) return;
    const range = selection.getRangeAt(0);
    const numbers = words().flatMap((word, number) => (range.intersectsNode(word) ? [number] : []));
    if (!numbers.length) return;
    choose([numbers[0], numbers[numbers.length - 1]]);
    selection.removeAllRanges();
  });

  function choose(range) {
    chosen = range;
    const all = words();
    all.forEach((word, number) => {
      const inside = range && number >= range[0] && number <= range[1];
      word.classList.toggle("chosen", Boolean(inside));
    });
    const form = document.querySelector("#mend-words form");
    if (!range || !form || !all.length) return;
    const [first, last] = [all[range[0]], all[range[1]]];
    form.elements.namedItem("from").value = first.dataset.from;
    form.elements.namedItem("to").value = last.dataset.to;
    const text = document.createRange();
    text.setStartBefore(first);
    text.setEndAfter(last);
    form.elements.namedItem("words").value = text.toString();
    last.scrollIntoView({ block: "nearest" });
    say(text.toString());
  }

  // Whoever writes the words says by that where they stand.
  document.addEventListener("input", (event) => {
    if (event.target.name !== "words" || !event.target.closest("#mend-words")) return;
    for (const name of ["from", "to"]) event.target.form.elements.namedItem(name).value = "";
  });

  let saying = 0;
  function say(text) {
    clearTimeout(saying);
    saying = setTimeout(() => { document.getElementById("said").textContent = text; }, 300);
  }

  // The next claim in the place of the one before it

  function show() {
    const passage = document.getElementById("passage");
    const content = passage && passage.querySelector(".content");
    if (!content) return;
    const [box, words] = [passage.getBoundingClientRect(), content.getBoundingClientRect()];
    passage.scrollTop += words.top - box.top - Math.max(0, (box.height - words.height) / 2);
  }
  show();

  // What is refused comes as the claim anew, with the reason and what was typed, or as the reason alone: that is then told beside the claim.
  const asked = (event) => ["item", "candidates"].includes(event.detail.target.id);

  document.addEventListener("htmx:beforeSwap", (event) => {
    if (event.detail.xhr.status < 400 || !asked(event)) return;
    const part = new DOMParser().parseFromString(event.detail.xhr.responseText, "text/html");
    if (!part.querySelector("#item[data-claim]")) return warn(part.querySelector("[role=alert]")?.textContent || item().dataset.lost);
    event.detail.shouldSwap = true;
  });
  document.addEventListener("htmx:sendError", (event) => { if (asked(event)) warn(item().dataset.lost); });

  function warn(words) {
    item().querySelector("#wrong")?.remove();
    const told = document.createElement("p");
    Object.assign(told, { id: "wrong", className: "warning", role: "alert", textContent: words });
    item().prepend(told);
    told.scrollIntoView({ block: "center" });
  }

  document.addEventListener("htmx:afterSwap", (event) => {
    if (event.detail.target.id === "item") {
      chosen = null;
      item().focus({ preventScroll: true });
      scrollTo({ top: 0 });
      show();
      // It came open, and was closed as the one before it still was.
      const refused = document.querySelector("#item [data-told]");
      if (refused) refused.open = true;
    } else if (event.detail.target.id === "candidates") {
      const first = document.querySelector("#candidates .candidates button") || document.querySelector("#candidates [type=search]");
      if (first) first.focus();
    }
  });
})();
