// A button that prints the page. Without this script it is not shown, and the browser's menu prints.
(() => {
  "use strict";
  const place = document.querySelector("[data-print]");
  if (!place) return;
  place.hidden = false;
  place.addEventListener("click", () => print());
})();
