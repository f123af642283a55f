// Near the end of a quiet session its notice comes forward; at the end the page itself goes, so that
// it does not stand on an empty desk. Markup in templates/accounts/staff.html: [data-idle] holds the
// seconds that were left when the page was made, data-ended where to go then.
(() => {
  "use strict";
  const notice = document.querySelector("[data-idle]");
  if (!notice) return;
  const near = 120; // seconds before the end, in time to read, decide and click (WCAG 2.2.1)
  const words = notice.querySelector("p");
  let end = Date.now() + notice.dataset.idle * 1000;

  // The clock is looked at, not counted: a laptop that slept must not show the page again.
  const look = () => {
    const left = (end - Date.now()) / 1000;
    if (left <= 0) return location.replace(notice.dataset.ended);
    const isNear = left <= near;
    if (isNear !== notice.classList.contains("is-near")) {
      notice.classList.toggle("is-near", isNear);
      words.setAttribute("role", isNear ? "alert" : "note");
    }
  };

  // The page that opens beside this one has asked for more time, and this one is seen again.
  notice.querySelector("a").addEventListener("click", () => {
    end = Date.now() + notice.dataset.idle * 1000;
  });
  setInterval(look, 1000);
  addEventListener("pageshow", look);
})();
