// The writing desk with JavaScript: it saves by itself, shows how it will read, and helps to cite. Without this file it is one plain form.
import { autosave } from "./autosave.js";
import "./card.js";
import { lookAgain } from "./checks.js";
import { citeInto, completeCitations, offerFacts } from "./cite.js";
import { beforeSigningOut } from "./kept.js";
import { takeMarks } from "./marks.js";
import { offerKept } from "./offer.js";
import { previewOf } from "./preview.js";
import { remarkOn } from "./remark.js";
import { meetWriters } from "./whereabouts.js";

const form = document.querySelector("form.desk");
if (form) open();

function open() {
  form.autocomplete = "off"; // what was typed is kept by the section; a browser would put it back over a newer text
  const sheets = [...form.querySelectorAll(".draft")].map(sheet);
  offerFacts(sheets.map(one => one.field));
  const saves = sheets.map(one => begin(one, sheets));
  const saveAll = () => Promise.all(saves.map(one => one.save()));

  document.addEventListener("keydown", event => {
    if (event.key.toLowerCase() !== "s" || !(event.ctrlKey || event.metaKey) || event.altKey || event.shiftKey) return;
    event.preventDefault();
    saveAll();
  });
  form.addEventListener("submit", event => {
    const running = saves.map(one => one.running).filter(one => one);
    if (event.submitter?.name === "at" && !saves.some(one => one.held)) {
      event.preventDefault();
      saveAll();
    } else if (running.length > 0) {
      event.preventDefault();
      Promise.all(running).then(() => form.requestSubmit(event.submitter));
    } else {
      saves.forEach(one => one.halt());
    }
  });
  addEventListener("pageshow", event => { if (event.persisted) saves.forEach(one => one.goOn()); });
  addEventListener("pagehide", () => saves.forEach(one => one.secure()));
  document.addEventListener("visibilitychange", () => { if (document.visibilityState === "hidden") saves.forEach(one => one.secure()); });
  beforeSigningOut(saveAll);
  meetWriters(form.dataset.ref, document.getElementById("person").dataset.email, sheets);
}

function sheet(panel) {
  const { key } = panel.dataset;
  const { ref } = form.dataset;
  return {
    panel, key, ref,
    person: document.getElementById("person").dataset.email,
    title: panel.querySelector("h2").textContent,
    address: `/api/v1/incidents/${ref}/postmortem/sections/${key}`,
    field: form.elements[`markdown.${key}`],
    audience: form.elements[`audience.${key}`],
    revision: form.elements[`revision.${key}`],
    state: panel.querySelector(".draft-state"),
    notes: document.getElementById(`notes-${key}`),
    entry: form.querySelector(`.desk-nav a[href="#section-${key}"]`),
  };
}

function begin(one, sheets) {
  completeCitations(one.field);
  takeMarks(one.panel.querySelector(".marks"), one.field, { cite: citeInto, remark: field => remarkOn(field, one.key) });
  const saving = autosave(one, section => {
    saved(one, section);
    lookAgain(one.ref, sheets);
  });
  const previewSoon = previewOf(one, checks => blocked(one, checks));
  one.field.addEventListener("input", previewSoon);
  one.audience.addEventListener("change", previewSoon);
  offerKept(one);
  return saving;
}

function blocked(one, checks) {
  const many = checks.filter(check => check.level === "BLOCK").length;
  const place = one.entry.querySelector(".desk-blocked");
  place.hidden = many === 0;
  place.firstChild.data = many;
}

function saved(one, section) {
  const standing = section.markdown.trim() === "" ? "empty" : section.written ? "written" : "begun";
  one.entry.dataset.standing = standing;
  one.entry.querySelector(".desk-standing").textContent = standing;
  if (section.written) one.panel.dataset.written = "";
  for (const claim of one.panel.querySelectorAll(".stale-claim")) { // a sentence that was changed rests on what is known now
    if (!section.stale.some(stale => stale.cites === claim.dataset.cites)) claim.remove();
  }
  const written = document.getElementById("desk-written");
  written.textContent = form.querySelectorAll(".draft[data-written]").length;
  const badge = one.panel.querySelector(".draft-head > .badge");
  if (section.audience === "PUBLIC") badge?.remove();
  else if (!badge) one.panel.querySelector(".draft-head").append(internalBadge());
}

function internalBadge() {
  const badge = document.createElement("span");
  badge.className = "badge";
  badge.dataset.audience = "INTERNAL";
  badge.textContent = "Internal";
  return badge;
}
