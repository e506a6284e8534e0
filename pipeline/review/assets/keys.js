// The keyboard: j and k move, a accepts, r rejects, e edits, n notes, u undoes, x selects, s shows those alike, o opens.
// All of it is on the page as buttons, links and fields, too.
"use strict";

const all = () => [...document.querySelectorAll("li[data-item]")];
let at = null;

function go(item) {
  if (!item) return;
  if (at) at.classList.remove("here");
  at = item;
  at.classList.add("here");
  at.focus({ preventScroll: true });
  at.scrollIntoView({ block: "nearest" });
}

function move(by) {
  const items = all();
  const now = items.indexOf(at);
  go(items[Math.max(0, Math.min(items.length - 1, now < 0 ? 0 : now + by))]);
}

// What a key does inside the item: where there is one, else on the page as a whole.
function press(key) {
  const where = at || document.querySelector("[data-alone]");
  const found = (where && where.querySelector(`[data-key="${key}"]`)) || document.querySelector(`:not([data-item] *)[data-key="${key}"]`);
  if (found) found.click();
}

function write(field) {
  const where = at || document.querySelector("[data-alone]");
  const input = where && where.querySelector(`[${field}]`);
  if (!input) return;
  input.closest("details").open = true;
  input.focus();
  input.select();
}

document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return;
  // A key that is held down goes on moving, and decides once.
  if (event.repeat && event.key !== "j" && event.key !== "k") return;
  const typing = event.target.matches("select, textarea, input:not([type=checkbox])");
  if (event.key === "Escape" && typing) {
    event.target.blur();
    go(at);
    return;
  }
  if (typing) return;
  const listed = all().length > 0;
  const does = {
    j: () => (listed ? move(1) : press("j")),
    k: () => (listed ? move(-1) : press("k")),
    e: () => write("data-edit"),
    n: () => write("data-note"),
    x: () => at && at.querySelector("[data-pick]")?.click(),
    o: () => at && at.querySelector("[data-open]")?.click(),
    a: () => press("a"), r: () => press("r"), u: () => press("u"), A: () => press("A"), R: () => press("R"), q: () => press("q"), s: () => press("s"),
  }[event.key];
  if (does) {
    event.preventDefault();
    does();
  }
});

document.addEventListener("focusin", (event) => {
  const item = event.target.closest("li[data-item]");
  if (item && item !== at) {
    if (at) at.classList.remove("here");
    at = item;
    at.classList.add("here");
  }
});

// After a decision the page comes back at the next item.
document.documentElement.classList.add("with-keys");
const asked = location.hash.startsWith("#i-") && document.getElementById(location.hash.slice(1));
if (all().length) go(asked || all()[0]);
