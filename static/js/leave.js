// The quick exit. Without this script it is a plain link. With it the page is covered at once, the
// exit takes the page's place in the list of Back, and Shift pressed three times does the same.
// Markup in templates/parts/leave.html: [data-leave] are the links, [data-leave-status] speaks.
"use strict";

(() => {
  const [link, ...otherLinks] = document.querySelectorAll("[data-leave]");
  if (!link) return;
  const status = document.querySelector("[data-leave-status]");
  const patience = 5000; // milliseconds between two presses
  let presses = 0;
  let isModifier = false; // the Shift that is down now helps another key or the pointer
  let isGone = false;
  let timer;

  const say = (words) => { if (status) status.textContent = status.dataset[words] ?? ""; };

  const forget = (words) => {
    clearTimeout(timer);
    presses = 0;
    say(words);
  };

  const leave = () => {
    isGone = true;
    const overlay = document.createElement("div"); // first of all: the exit may load slowly
    overlay.className = "leave-overlay";
    document.body.append(overlay);
    forget("leaving");
    location.replace(link.href);
  };

  const press = () => {
    clearTimeout(timer);
    presses += 1;
    if (presses === 3) return leave();
    say(presses === 1 ? "twoMore" : "oneMore");
    timer = setTimeout(forget, patience, "expired");
  };

  const listen = (type, react) => addEventListener(type, react, { capture: true });
  for (const each of [link, ...otherLinks]) {
    each.addEventListener("click", (event) => { event.preventDefault(); leave(); });
  }
  listen("keydown", (event) => { if (event.key !== "Shift") isModifier = event.shiftKey; });
  listen("pointerdown", (event) => { isModifier = event.shiftKey; });
  listen("keyup", (event) => {
    if (isGone) return; // no fourth and fifth press: Windows would ask about Sticky Keys
    const isAlone = !isModifier && !event.ctrlKey && !event.altKey && !event.metaKey;
    if (event.key === "Shift" && isAlone) press();
    else if (presses) forget();
    if (event.key === "Shift") isModifier = false;
  });
  // Back may show this page from memory just as it was left; no-store does not prevent that.
  listen("pageshow", (event) => {
    if (event.persisted && isGone) location.replace("/");
    else forget();
  });
})();
