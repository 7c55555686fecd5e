"use strict";
// Comfort alone: every page works without it, as forms and links.

// Keys that act by themselves can be switched off, for all pages at once: whoever speaks to the browser types by accident.
const keysOn = () => localStorage.getItem("keys") !== "off";
document.addEventListener("change", (event) => {
  if (event.target.id === "keys") localStorage.setItem("keys", event.target.checked ? "on" : "off");
});
document.addEventListener("toggle", (event) => {
  const held = event.target.querySelector("#keys");
  if (held) held.checked = keysOn();
}, true);
