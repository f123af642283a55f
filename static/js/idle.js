// Near the end of a quiet session its notice comes forward, and more time can be asked for without
// leaving the page; at the end the page itself goes, so that it does not stand on an empty desk.
// Markup in templates/accounts/staff.html: [data-idle] holds the seconds that were left when the
// page was made, data-ended where to go then; the other data- attributes are sentences.
(() => {
  "use strict";
  const notice = document.querySelector("[data-idle]");
  if (!notice) return;
  const near = 120; // seconds before the end, in time to read, decide and click (WCAG 2.2.1)
  const words = notice.querySelector("p");
  const link = words.querySelector("a");
  const said = words.appendChild(document.createElement("span"));
  let end = Date.now() + notice.dataset.idle * 1000;

  // What was typed goes along: it comes back to its owner after the next sign-in.
  const isTyped = (field) =>
    field.matches("textarea, input:not([type=hidden], [type=password])") &&
    field.value !== field.defaultValue;
  const leave = () => {
    const isHeld = (form) => form.method === "post" && [...form.elements].some(isTyped);
    const form = [...document.forms].find(isHeld);
    if (!form) return location.replace(notice.dataset.ended);
    form.append(Object.assign(document.createElement("input"), { type: "hidden", name: "only_keep", value: "1" }));
    form.submit();
  };

  const comeForward = (isNear) => {
    notice.classList.toggle("is-near", isNear);
    words.setAttribute("role", isNear ? "alert" : "note");
  };
  // The clock is looked at, not counted: a laptop that slept must not show the page again.
  const look = () => {
    const left = (end - Date.now()) / 1000;
    if (left <= 0) {
      clearInterval(ticking);
      return leave();
    }
    if (left <= near !== notice.classList.contains("is-near") && !said.textContent) comeForward(left <= near);
  };

  // Only what the server answers counts: the session may have ended here or in another window.
  link.addEventListener("click", async (event) => {
    event.preventDefault();
    let answer = "unreached";
    try {
      const got = await fetch(link.href, { cache: "no-store" });
      const page = new DOMParser().parseFromString(await got.text(), "text/html");
      const fresh = page.querySelector("[data-idle]");
      if (fresh) end = Date.now() + fresh.dataset.idle * 1000;
      if (got.ok) answer = fresh ? "" : "over";
    } catch {} // no connection: the time goes on, and the notice says so
    said.textContent = answer ? ` ${notice.dataset[answer]}` : "";
    comeForward(answer !== "" || end - Date.now() <= near * 1000);
  });
  const ticking = setInterval(look, 1000);
  addEventListener("pageshow", look);
})();
