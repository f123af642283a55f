// The quick exit. Without this script it is a plain link. With it the page is covered at once, the
// exit takes the page's place in the list of Back, and Shift pressed three times does the same.
// Markup in templates/parts/leave.html: [data-leave] are the links, [data-leave-status] speaks.
(() => {
  "use strict";
  const link = document.querySelector("[data-leave]");
  const status = document.querySelector("[data-leave-status]");
  const patience = 5000; // milliseconds between two presses
  let presses = 0, timer;
  let isModifier = false; // the Shift that is down now helps another key or the pointer
  let isGone = false, isVisiting = false;

  const say = (words) => { if (status) status.textContent = status.dataset[words] ?? ""; };

  const forget = (words) => {
    clearTimeout(timer);
    presses = 0;
    say(words);
  };

  const leave = () => {
    isGone = true;
    const overlay = Object.assign(document.createElement("div"), { className: "leave-overlay" });
    document.body.append(overlay); // first of all: the exit may load slowly
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
  listen("keydown", (event) => { if (event.key !== "Shift") isModifier = event.shiftKey; });
  listen("pointerdown", (event) => { isModifier = event.shiftKey; });
  listen("keyup", (event) => {
    if (isGone) return; // no fourth and fifth press: Windows would ask about Sticky Keys
    const isAlone = !isModifier && !event.ctrlKey && !event.altKey && !event.metaKey;
    if (event.key === "Shift" && isAlone) press();
    else if (presses) forget();
    if (event.key === "Shift") isModifier = false;
  });
  listen("click", (event) => {
    isVisiting = Boolean(event.target.closest("a[rel]")); // a link to a service's own site
    if (event.target.closest("[data-leave]")) { event.preventDefault(); leave(); }
  });
  // Back from the exit must show none of our pages but the first; no-store does not prevent that.
  // Back from a service's own site, opened from this page, may show this page again.
  listen("pageshow", () => {
    const way = window.navigation?.activation;
    const isFromOutside = way?.navigationType === "traverse" && !way.from;
    if (isGone || (isFromOutside && !isVisiting)) location.replace("/");
    else forget();
  });
})();
