// The keys of the review. The server makes all HTML; what is typed here goes to it as JSON.
"use strict";

const byId = (id) => document.getElementById(id);
const rows = () => [...document.querySelectorAll(".row")];
let current = null; // the id of the row that the keys are about
let selection = null; // the passage that is selected: {start, end, words}

const row = () => (current && document.querySelector(`[data-row="${current}"]`)) || null;
const inWords = (english) => JSON.parse(document.body.dataset.words)[english];
const say = (words) => { byId("said").textContent = words; };

// Going about

function go(to, { focus = true } = {}) {
  if (!to) return;
  for (const each of rows()) each.removeAttribute("aria-current");
  for (const each of document.querySelectorAll("mark.current")) each.classList.remove("current");
  current = to.dataset.row;
  to.setAttribute("aria-current", "true");
  if (focus) to.focus({ preventScroll: true });
  to.scrollIntoView({ block: "nearest" });
  const marks = [...document.querySelectorAll("mark")].filter((mark) =>
    mark.dataset.rows.split(" ").includes(current));
  for (const mark of marks) mark.classList.add("current");
  if (marks.length) marks[0].scrollIntoView({ block: "center" });
}

function step(by, undecided = false) {
  const all = rows();
  let at = all.findIndex((each) => each.dataset.row === current);
  for (at += by; at >= 0 && at < all.length; at += by) {
    if (!undecided || all[at].dataset.status === "open") return go(all[at]);
  }
  say(inWords(by > 0 ? "That is the last one; ] leads to the next text." : "That is the first one."));
}

function turn(by) {
  const select = byId("document");
  const at = select.selectedIndex + by;
  if (at >= 0 && at < select.options.length) open(select.options[at].value);
}

function open(text) {
  location.search = new URLSearchParams({ document: text, lang: document.documentElement.lang });
}

// Acting

async function ask(body) {
  const to = document.body.dataset;
  const answer = await fetch("act", {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({ document: to.document, revision: to.revision, lang: document.documentElement.lang, ...body }),
  }).catch(() => null);
  if (!answer) throw new Error(inWords("The review has ended; start it again: all decisions are kept."));
  const told = await answer.json();
  if (told.parts) replace(told);
  if (!answer.ok) throw new Error(told.wrong);
  return told;
}

function replace(told) {
  const scrolled = ["text", "facts"].map((id) => [id, byId(id).scrollTop]);
  for (const [id, html] of Object.entries(told.parts)) byId(id).innerHTML = html;
  for (const [id, top] of scrolled) byId(id).scrollTop = top;
  document.body.dataset.revision = told.revision;
  go(row() || firstOpen() || rows()[0], { focus: false });
}

function show(told, next) {
  selection = null;
  say(told.said);
  go(document.querySelector(`[data-row="${next}"]`) || row() || firstOpen() || rows()[0]);
}

async function act(body, next = current) {
  try {
    show(await ask(body), next);
    return true;
  } catch (error) {
    const dialog = document.querySelector("dialog[open]");
    if (dialog) dialog.querySelector(".wrong").textContent = error.message;
    else say(error.message);
    return false;
  }
}

const firstOpen = () => rows().find((each) => each.dataset.status === "open");

function after(ids) {
  // The next one that is undecided, when these are decided.
  const all = rows();
  const at = Math.max(...ids.map((id) => all.findIndex((each) => each.dataset.row === id)));
  const left = [...all.slice(at + 1), ...all.slice(0, at + 1)];
  const next = left.find((each) => each.dataset.status === "open" && !ids.includes(each.dataset.row));
  return next ? next.dataset.row : current;
}

function chosen(all) {
  const here = row();
  if (!here) return [];
  if (!all) return [here.dataset.row];
  return [...here.closest("article").querySelectorAll('.row[data-status="open"]')]
    .map((each) => each.dataset.row);
}

function accept(all) {
  const ids = chosen(all);
  if (ids.length) return act({ act: "accept", rows: ids }, after(ids));
}

async function undo() {
  // Back to what it was about, where that is in this text.
  const before = new Map(rows().map((each) => [each.dataset.row, each.dataset.status]));
  if (!(await act({ act: "undo" }))) return;
  go(rows().find((each) => before.get(each.dataset.row) !== each.dataset.status));
}

// Dialogs

function dialog(name, prepare, save) {
  const shown = byId(`dialog-${name}`);
  const form = shown.querySelector("form");
  form.reset();
  shown.querySelector(".wrong").textContent = "";
  for (const list of shown.querySelectorAll(".found")) list.replaceChildren();
  prepare(form, shown);
  form.onsubmit = async (event) => {
    event.preventDefault();
    if (save && (await save(form))) shown.close();
  };
  shown.onclose = () => {
    if (selection && selection.isTyped) selection = null;
    const to = row();
    if (to) to.focus({ preventScroll: true });
  };
  shown.showModal();
}

function options(list, values) {
  list.replaceChildren(...values.map((value) => new Option(value, value)));
}

function reject(all) {
  const ids = chosen(all);
  if (!ids.length) return;
  dialog("reject", () => {}, (form) =>
    act({ act: "reject", rows: ids, reason: form.reason.value }, after(ids)));
}

const choices = (of) => (of.dataset.choices || "").split(" ").filter(Boolean);

function edit() {
  const here = row();
  if (!here) return;
  if (here.dataset.kind === "question") return link();
  dialog("edit", (form, shown) => {
    form.object.value = here.dataset.object;
    options(byId("choices"), choices(here));
    passage(form);
    form.object.select();
  }, (form) => act({
    act: "correct", rows: [current], object: form.object.value, ...span(),
  }, after([current])));
}

function passage(form) {
  // What is selected in the text; or words are typed, and one of their places is chosen.
  const shown = form.querySelector(".selected");
  const choose = (place) => {
    selection = place; // for this dialog alone, where it was typed
    shown.textContent = place ? place.words : "";
  };
  form.passage.closest("label").hidden = false;
  choose(selection);
  suggest(form.passage, form.querySelector(".places"), (words) =>
    ["places", { document: document.body.dataset.document, words }], (place) => {
    const words = document.createElement("b");
    words.textContent = place.words;
    return ["…" + place.before, words, place.after + "…"];
  }, (place) => choose({ ...place, isTyped: true }));
}

const span = () => (selection ? { start: selection.start, end: selection.end } : {});

function link() {
  const here = row();
  if (!here) return;
  const isQuestion = here.dataset.kind === "question";
  if (choices(here).length) {
    return dialog("choose", (form) => options(form.object, choices(here)), (form) =>
      act({ act: isQuestion ? "link" : "correct", rows: [current],
        to: form.object.value, object: form.object.value }, after([current])));
  }
  if ("answer" in here.dataset && !("links" in here.dataset)) return answer();
  if (!("links" in here.dataset)) return say(inWords("There is nothing to link here."));
  dialog("link", (form, shown) => {
    shown.querySelector(".under").hidden = !isQuestion;
    form.words.value = here.dataset.words || here.querySelector(".words").textContent.replace(/ \(org:.*\)$/, "");
    search(form, (id) => act({ act: "link", rows: [current], to: id, under: form.under.checked },
      after([current])).then((done) => done && shown.close()));
    form.words.select();
  }, (form) => { form.querySelector(".bodies button")?.click(); return false; });
}

function setAside() {
  if (row()?.dataset.kind !== "fact") return say(inWords("Only a fact can be set aside."));
  dialog("aside", () => {}, (form) =>
    act({ act: "set-aside", rows: [current], reason: form.reason.value }, after([current])));
}

function answer() {
  // One that is written, such as a year.
  dialog("edit", (form) => {
    form.object.value = "";
    options(byId("choices"), []);
    form.passage.closest("label").hidden = true;
    form.querySelector(".selected").textContent = "";
  }, (form) => act({ act: "link", rows: [current], to: form.object.value }, after([current])));
}

function suggest(input, list, query, show, pick) {
  // What is found appears as it is typed; an answer that came too late is left out.
  let asked = 0;
  const choose = (each) => {
    list.replaceChildren();
    pick(each);
    const fields = [...input.form.querySelectorAll("input:not([type=hidden]), select")];
    (fields[fields.indexOf(input) + 1] || input).focus();
  };
  input.oninput = async () => {
    const mine = ++asked;
    list.replaceChildren(); // no Enter is about what was found for other words
    const [from, words] = query(input.value);
    const answer = await fetch(`${from}?${new URLSearchParams(words)}`);
    const found = await answer.json();
    if (mine !== asked) return;
    list.replaceChildren(...found.map((each) => {
      const item = document.createElement("li");
      const button = document.createElement("button");
      button.type = "button";
      button.lang = "th";
      button.append(...show(each));
      button.onclick = () => choose(each);
      item.append(button);
      return item;
    }));
  };
  input.onkeydown = (event) => {
    const first = list.querySelector("button");
    if (!first || !["ArrowDown", "Enter"].includes(event.key)) return;
    event.preventDefault();
    if (event.key === "Enter") first.click();
    else first.focus();
  };
}

function search(form, pick) {
  suggest(form.words, form.querySelector(".bodies"), (words) => ["find", { words }],
    (each) => [`${each.name} · ${each.id} · ${each.score.toFixed(2)} ${each.reason}`],
    (each) => pick(each.id, each.name));
  form.words.oninput();
}

function add() {
  dialog("add", (form) => {
    passage(form);
    const subjects = [...document.querySelectorAll("article[data-subject]")]
      .map((each) => each.dataset.subject).filter(Boolean);
    options(byId("subjects"), subjects);
    form.subject.value = row()?.closest("article").dataset.subject || "";
    form.object.value = selection ? selection.words.split(/\s+/).join(" ").trim() : "";
    form.subject.onchange = async () => {
      const asked = new URLSearchParams({ subject: form.subject.value });
      options(byId("predicates"), await (await fetch(`predicates?${asked}`)).json());
    };
    form.subject.onchange();
  }, (form) => act({
    act: "add", subject: form.subject.value, predicate: form.predicate.value,
    object: form.object.value, reason: form.reason.value, ...span(),
  }));
  if (selection) byId("dialog-add").querySelector("[name=subject]").focus();
}

function addAward() {
  const here = row();
  if (!selection && here && here.dataset.kind === "question" && here.dataset.start) {
    const { start, end, words } = here.dataset;
    selection = { start: Number(start), end: Number(end), words };
  }
  dialog("award", (form, shown) => {
    passage(form);
    shown.querySelector(".chosen").textContent = "";
    form.winner.value = "";
    search(form, (id, name) => {
      form.winner.value = id;
      shown.querySelector(".chosen").textContent = `${name} (${id})`;
    });
  }, (form) => act({
    act: "add-award", winner: form.winner.value && (form.under.checked ? "under " : "") + form.winner.value,
    named: form.named.value, category: form.category.value,
    level: form.level.value, year: form.year.value, project: form.project.value, ...span(),
  }));
  if (selection) byId("dialog-award").querySelector("[name=words]").focus();
}

const help = () => dialog("help", () => {}, null);

// What is selected, in code points of the text

function remember() {
  const words = byId("words");
  const picked = document.getSelection();
  if (!picked.rangeCount || !words.contains(picked.anchorNode)) return;
  const range = picked.getRangeAt(0);
  if (!words.contains(range.endContainer)) return;
  const before = document.createRange();
  before.setStart(words, 0);
  before.setEnd(range.startContainer, range.startOffset);
  const start = [...before.toString()].length;
  const text = range.toString();
  selection = text ? { start, end: start + [...text].length, words: text } : null;
}
document.addEventListener("selectionchange", remember);

// Keys and clicks

let done = Promise.resolve();
function inTurn(work) {
  // What is pressed while a decision is being saved waits for it, and is about what comes next.
  done = done.then(() => (document.querySelector("dialog[open]") ? null : work()));
}

const KEYS = {
  j: () => step(1), k: () => step(-1), J: () => step(1, true), K: () => step(-1, true),
  ArrowDown: () => step(1), ArrowUp: () => step(-1),
  a: () => accept(false), A: () => accept(true), r: () => reject(false), R: () => reject(true),
  e: edit, l: link, s: setAside, n: add, N: addAward,
  u: undo, "?": help, "[": () => turn(-1), "]": () => turn(1),
};
// The keys of a Kedmanee keyboard are meant by where they are.
const PLACES = {
  KeyJ: "j", KeyK: "k", KeyA: "a", KeyR: "r", KeyE: "e", KeyL: "l", KeyS: "s", KeyN: "n", KeyU: "u",
  BracketLeft: "[", BracketRight: "]",
};

document.addEventListener("keydown", (event) => {
  const isTyping = event.target.closest("input, select, textarea, dialog");
  if (isTyping || event.ctrlKey || event.metaKey || event.altKey) return;
  if (event.key.startsWith("Arrow") && event.target.closest("#text")) return;
  const place = PLACES[event.code];
  const isThai = /[\u0e00-\u0e7f]/.test(event.key);
  const key = isThai && place ? (event.shiftKey ? place.toUpperCase() : place) : event.key;
  const work = Object.hasOwn(KEYS, key) ? KEYS[key] : null;
  if (!work) return;
  event.preventDefault();
  remember(); // the browser tells of a selection only some time after it was made
  inTurn(work);
});

document.addEventListener("click", (event) => {
  const here = event.target.closest(".row");
  if (here) go(here, { focus: !event.target.closest("button") });
  const button = event.target.closest("button[data-act]");
  const mark = event.target.closest("mark");
  if (button && button.dataset.act === "close") {
    button.closest("dialog").close();
  } else if (button) {
    inTurn({ accept: () => accept(false), reject: () => reject(false), edit, link, aside: setAside, help, add,
      award: addAward, undo }[button.dataset.act]);
  } else if (mark && document.getSelection().isCollapsed) {
    const ids = mark.dataset.rows.split(" ");
    const at = ids.indexOf(current); // again and again: one after the other
    go(document.querySelector(`[data-row="${ids[(at + 1) % ids.length]}"]`));
  }
});

document.addEventListener("change", (event) => {
  if (event.target.id === "document") open(event.target.value);
});

go(firstOpen() || rows()[0]);
