// A list that came by a form: the name of a card does what its button Details does, so that the
// record can lead back to the list. Without this script the name is a plain link.
(() => {
  "use strict";
  addEventListener("click", (event) => {
    const isPlain = !event.ctrlKey && !event.metaKey && !event.shiftKey && !event.altKey;
    const card = event.target.closest("[data-result] :is(h2, h3) a")?.closest("[data-result]");
    const button = card?.querySelector("[data-details]");
    if (!button || !isPlain) return;
    event.preventDefault();
    button.click();
  });
})();
