// Keeps every answer while somebody types. What was typed lives in the form and in memory only: on a ward's computer
// nothing of it may stay behind. Without this script the page's buttons do the same.

const PAUSE = 900, LONGEST = 30000, PATIENCE = 15000;
const form = document.querySelector("form[data-autosave]");
const answers = new Map();

// What stands in a control now, and what stood in it when the page came.
const NOW = { chosen: (one) => one.checked, value: (one) => one.value };
const SENT = {
  chosen: (one) => one.defaultChecked,
  value: (one) => one.options ? ([...one.options].find((each) => each.defaultSelected) ?? one.options[0])?.value : one.defaultValue,
};

class Answer {
  constructor(box, kept) {
    this.box = box;
    this.field = box.dataset.answer;
    this.state = box.querySelector("[data-state]");
    this.stopped = box.classList.contains("has-error");
    this.kept = this.stopped ? null : this.content(kept);
    this.tries = 0;
    box.addEventListener("input", () => this.touched(PAUSE));
    box.addEventListener("change", () => this.touched(0));
    box.addEventListener("focusout", () => this.unsaved() && !this.stopped && this.touched(0));
  }

  get prefix() { return `${this.field}.${this.box.dataset.ordinal}.`; }

  parts(as = NOW) {
    return [...this.box.querySelectorAll("input, textarea, select")]
      .filter((one) => one.name.startsWith(this.prefix) && (one.type !== "radio" || as.chosen(one)))
      .map((one) => [one.name.slice(this.prefix.length), as.value(one)]);
  }

  content(as = NOW) {
    return JSON.stringify(this.parts(as).filter(([part, value]) => value && !["revision", "was", "theirs", "keep"].includes(part)));
  }

  hidden(part) { return this.box.querySelector(`[name="${this.prefix}${part}"]`); }

  unsaved() { return this.content() !== this.kept; }

  touched(pause) {
    for (const options of this.box.querySelectorAll(".options")) {
      const clear = options.querySelector("[data-clear]");
      if (clear) clear.hidden = !options.querySelector('input:checked:not([value=""])');
    }
    // Nothing on the page moves while a finger is on its way to a button, and a question that is open stays open.
    if (!this.unsaved()) return this.state.textContent && !this.busy ? this.say("saved", "is-kept") : undefined;
    if (this.box.querySelector('[data-choice], [name$=".keep"]')) return;
    this.stopped = false;
    this.say("unsaved", "is-waiting");
    this.later(pause);
  }

  later(pause) {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.keep(), pause);
  }

  say(what, tone, words) {
    this.state.textContent = words ?? form.dataset[what] ?? "";
    this.state.className = `hint ${tone}`;
    overall();
  }

  // Ends when nothing is left to send: what was typed while the line was slow goes along before anybody turns the page.
  async keep(last = false) {
    clearTimeout(this.timer);
    if (this.busy) { this.again = true; return this.busy; }
    if (!this.unsaved() || this.stopped) return;
    this.busy = this.sending(last);
    await this.busy;
  }

  async sending(last) {
    do {
      this.again = false;
      await this.send(last);
      if (this.again) clearTimeout(this.timer);
    } while (this.again && this.unsaved() && !this.stopped);
    this.busy = null;
  }

  async send(last) {
    const sent = this.content();
    const body = new FormData();
    body.set("csrfmiddlewaretoken", form.elements.csrfmiddlewaretoken.value);
    body.set("seat", form.elements.seat.value);
    body.set("field", this.field);
    body.set("ordinal", this.box.dataset.ordinal);
    for (const [part, value] of this.parts()) body.set(part, value);
    let response, reply = {};
    try {
      response = await fetch(form.dataset.autosave, {
        method: "POST", body, redirect: "manual", credentials: "same-origin", keepalive: last, signal: AbortSignal.timeout(PATIENCE),
      });
      if (response.headers.get("content-type")?.includes("json")) reply = await response.json();
    } catch { response = null; }
    if (response?.ok && "revision" in reply) return this.done(sent, reply.revision);
    if (response?.type === "opaqueredirect") return this.stop("link");
    if (response?.status === 409 && reply.why === "newer") return this.ask(reply);
    if (response?.status === 403) return this.stop("old");
    if (response && response.status < 500 && response.status !== 429) return this.stop("", reply.said);
    this.say("lost", "is-waiting");
    this.later(Math.min(LONGEST, 1000 * 2 ** this.tries++));
  }

  done(sent, revision) {
    this.tries = 0;
    this.kept = sent;
    this.hidden("revision").value = revision;
    this.box.querySelector("[data-choice]")?.remove();
    if (this.unsaved()) { this.say("unsaved", "is-waiting"); this.later(PAUSE); } else this.say("saved", "is-kept");
  }

  stop(what, words) {
    this.stopped = true;
    this.shut = what === "link";
    this.say(what, "is-waiting", words);
  }

  ask(reply) {
    this.stop("", reply.said);
    this.box.querySelector("[data-choice]")?.remove();
    const choice = document.querySelector("template[data-newer]").content.cloneNode(true).firstElementChild;
    choice.querySelector("[data-said]").textContent = reply.said;
    const theirs = choice.querySelector("[data-theirs]");
    theirs.textContent = reply.theirs;
    theirs.hidden = !reply.theirs;
    choice.querySelector("[data-nothing]").hidden = Boolean(reply.theirs);
    choice.querySelector("[data-mine]").addEventListener("click", () => {
      this.hidden("revision").value = reply.revision;
      this.stopped = false;
      choice.remove();
      this.focus();
      this.keep();
    });
    choice.querySelector("[data-stored]").addEventListener("click", () => {
      this.take(reply.parts);
      this.stopped = false;
      choice.remove();
      this.focus();
      this.done(this.content(), reply.revision);
    });
    this.box.append(choice);
  }

  take(parts) {
    for (const one of this.box.querySelectorAll("textarea, select, input[type=radio]")) {
      const value = parts[one.name.slice(this.prefix.length)] ?? "";
      if (one.type === "radio") one.checked = one.value === value;
      else one.value = value;
    }
  }

  focus() { this.box.querySelector("textarea, select, input:checked, input[type=radio]")?.focus(); }
}

function overall() {
  const all = [...answers.values()];
  const place = form.querySelector("[data-overall]");
  const text = all.some((one) => one.unsaved()) ? form.dataset.wait : all.some((one) => one.state.textContent) ? form.dataset.all : "";
  if (place.textContent !== text) place.textContent = text;
}

function begin(box, kept) { answers.set(box, new Answer(box, kept)); }

async function keepAll() {
  await Promise.all([...answers.values()].map((one) => one.keep()));
  return ![...answers.values()].some((one) => one.unsaved() && (one.shut || !one.stopped));
}

function addSentence(button) {
  const boxes = form.querySelectorAll(`[data-answer="${button.dataset.add}"]`);
  const last = boxes[boxes.length - 1];
  const used = [...boxes].map((box) => Number(box.dataset.ordinal));
  const next = Math.max(...used) + 1;
  const box = last.cloneNode(true);
  const [before, after] = [`${button.dataset.add}.${last.dataset.ordinal}.`, `${button.dataset.add}.${next}.`];
  box.dataset.ordinal = next;
  for (const gone of box.querySelectorAll(".error, .notice")) gone.remove();
  box.classList.remove("has-error");
  for (const one of box.querySelectorAll("[name]")) {
    one.name = one.name.replace(before, after);
    one.removeAttribute("aria-invalid");
    if (one.type === "radio") one.checked = false;
    else one.value = one.name.endsWith(".revision") ? "0" : "";
  }
  for (const clear of box.querySelectorAll("[data-clear]")) clear.hidden = true;
  const text = box.querySelector("textarea"), state = box.querySelector("[data-state]");
  text.textContent = "";
  text.setAttribute("aria-label", `${form.querySelector(`#q-${button.dataset.add} > legend`).textContent} (${boxes.length + 1})`);
  text.id = `${button.dataset.add}-${next}`;
  state.id = `${text.id}-state`;
  state.textContent = "";
  text.setAttribute("aria-describedby", state.id);
  last.after(box);
  begin(box, NOW);
  text.focus();
  button.hidden = boxes.length + 1 >= Number(button.dataset.most);
}

if (form) {
  let leaving = false;
  for (const box of form.querySelectorAll("[data-answer]")) begin(box, SENT);
  // Over a slow line somebody has begun before this script came: that is kept as well.
  for (const one of answers.values()) if (!one.stopped) one.touched(0);
  form.addEventListener("click", (event) => {
    const button = event.target.closest("[data-add]");
    if (!button) return;
    event.preventDefault();
    addSentence(button);
  });
  form.addEventListener("submit", async (event) => {
    if (leaving || ![...answers.values()].some((one) => one.unsaved())) {
      leaving = true;
      return;
    }
    event.preventDefault();
    if (!(await keepAll())) return form.querySelector("[data-overall]").scrollIntoView({ block: "nearest" });
    leaving = true;
    setTimeout(() => form.requestSubmit(event.submitter));  // a form does not submit again inside its own submit event
  });
  addEventListener("online", () => answers.forEach((one) => { one.tries = 0; one.keep(); }));
  document.addEventListener("visibilitychange", () => document.hidden && answers.forEach((one) => one.keep(true)));
  addEventListener("beforeunload", (event) => {
    if (!leaving && [...answers.values()].some((one) => one.unsaved())) event.preventDefault();
  });
}
