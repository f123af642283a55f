// A file goes as text in a field of the form: the site takes no uploads anywhere.
(() => {
  "use strict";
  const form = document.querySelector("[data-table]");
  if (!form) return;
  const MOST_BYTES = 12 * 1024 * 1024;
  const AT_ONCE = 0x8000;
  const place = form.querySelector("[data-file]");
  const chosen = place.querySelector("input");
  const tooLarge = place.querySelector("[data-too-large]");
  const sent = form.querySelector("input[name=file]");
  place.hidden = false;

  // base64 with the two signs that need no disguise in a form.
  const asText = (bytes) => {
    let text = "";
    for (let at = 0; at < bytes.length; at += AT_ONCE) {
      text += String.fromCharCode(...bytes.subarray(at, at + AT_ONCE));
    }
    return btoa(text).replaceAll("+", "-").replaceAll("/", "_");
  };

  chosen.addEventListener("change", () => {
    tooLarge.hidden = !chosen.files[0] || chosen.files[0].size <= MOST_BYTES;
  });
  form.addEventListener("submit", async (event) => {
    const file = chosen.files[0];
    if (!file || sent.value) return;
    event.preventDefault();
    if (file.size > MOST_BYTES) return;
    sent.value = asText(new Uint8Array(await file.arrayBuffer()));
    form.submit();
  });
  // Coming back to the page, another file may be chosen.
  addEventListener("pageshow", () => { sent.value = ""; });
})();
