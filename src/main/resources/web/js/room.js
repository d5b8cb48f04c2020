// The war room, live. Without this file the page works as it is loaded.
import { follow } from "./live.js";
import { tick } from "./clock.js";
import { takeFiles } from "./attach.js";
import { complete } from "./complete.js";
import { compose } from "./composer.js";
import { keepCopies } from "./copy.js";
import { listenToKeys } from "./keys.js";
import { showPending } from "./pending.js";
import "./card.js";
import "./promise.js";
import "./durations.js";
import * as outbox from "./outbox.js";
import { learnFromPage } from "./servertime.js";

const room = document.querySelector("[data-room]");
const ref = room.dataset.room;
const person = document.getElementById("person").dataset.email;
const keptAt = keepCopies();
if (!keptAt) learnFromPage(Date.parse(room.dataset.now));
tick();
complete();
compose(ref, person);
takeFiles();
listenToKeys(ref);
showPending(ref, person);
follow(ref, Number(room.dataset.revision), { keptAt, whenThere: () => outbox.hurry(person) });
addEventListener("online", () => outbox.hurry(person));
outbox.send(person);
