// The rows of a list from the keyboard: arrows move between them, Enter compares what is marked.
// Markup in templates/shortlist/parts.html. Only while a mark has the focus, so that no other key of
// anybody's is taken (WCAG 2.1.4); without this script Tab, Space and the button do the same.
(() => {
  "use strict";
  const form = document.querySelector("[data-rows]");
  if (!form) return;
  const marks = [...form.querySelectorAll("[data-result] [name=service]")];
  const keys = form.querySelector(".keys");
  if (keys) keys.hidden = false;

  form.addEventListener("keydown", (event) => {
    const at = marks.indexOf(event.target);
    if (at < 0) return;
    const next = { ArrowDown: marks[at + 1], ArrowUp: marks[at - 1] }[event.key];
    if (next) next.focus();
    else if (event.key === "Enter") form.querySelector("[data-compare]").click();
    if (next || event.key === "Enter") event.preventDefault();
  });
})();
