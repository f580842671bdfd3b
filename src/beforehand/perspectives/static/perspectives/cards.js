// Cards by keyboard and by swiping. Everything it does is pressing a button or following a link that is on the page.

const FAR = 90, BEGUN = 18;
const root = document.documentElement;
root.classList.add("has-script");

const card = () => document.querySelector("[data-card]");
const look = () => card()?.focus({ preventScroll: true });

// Only while the card has the focus: single letters elsewhere belong to whoever is typing or to a screen reader.
document.addEventListener("keydown", (event) => {
  const deck = card();
  if (!deck || event.ctrlKey || event.metaKey || event.altKey || event.repeat || !deck.contains(event.target)) return;
  const key = event.key.length === 1 ? event.key.toLowerCase() : event.key;
  const there = deck.querySelector(`[data-key="${CSS.escape(key)}"]`);
  if (!there) return;
  event.preventDefault();
  there.click();
});

let from = null;

document.addEventListener("pointerdown", (event) => {
  const words = event.target.closest?.("[data-swipe]");
  from = words && event.isPrimary && event.pointerType !== "mouse" ? { x: event.clientX, y: event.clientY, words } : null;
});

document.addEventListener("pointermove", (event) => {
  if (!from || !event.isPrimary) return;
  const dx = event.clientX - from.x, dy = event.clientY - from.y;
  if (!from.begun && Math.abs(dy) > Math.abs(dx)) { from = null; return; }
  if (Math.abs(dx) < BEGUN) return;
  from.begun = true;
  from.words.style.transform = `translateX(${dx * 0.7}px)`;
  from.words.classList.toggle("is-right", dx > FAR);
  from.words.classList.toggle("is-left", dx < -FAR);
});

function let_go(event) {
  if (!from) return;
  const { words, x, begun } = from, dx = event.clientX - x;
  from = null;
  words.style.transform = "";
  words.classList.remove("is-right", "is-left");
  if (event.type === "pointerup" && begun && Math.abs(dx) > FAR) {
    words.closest("form").querySelector(dx > 0 ? "[data-right]" : "[data-left]")?.click();
  }
}
document.addEventListener("pointerup", let_go);
document.addEventListener("pointercancel", let_go);

// A page instead of a card means that nobody is at the door any more, or that something is wrong: show that page.
document.addEventListener("htmx:beforeSwap", (event) => {
  const { xhr } = event.detail;
  if (xhr.getResponseHeader("HX-Redirect") || xhr.responseText.includes("data-card")) return;
  event.preventDefault();
  location.reload();
});
document.addEventListener("htmx:afterSettle", look);
document.addEventListener("htmx:sendError", () => {
  const deck = card(), status = deck?.querySelector("[data-status]");
  if (!status) return;
  status.textContent = deck.dataset.lost;
  status.className = "notice is-warning";
});

// Two at most: with two, the others wait. Own words are counted by the page that comes back.
function two(all) {
  const full = all.querySelectorAll(":checked").length >= 2;
  for (const one of all.querySelectorAll("input")) one.disabled = full && !one.checked;
}
for (const all of document.querySelectorAll("[data-two]")) {
  all.addEventListener("change", () => two(all));
  two(all);
}

look();
