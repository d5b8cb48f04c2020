// The war room, live. Without this file the page works as it is loaded.
import { follow } from "./live.js";
import { tick } from "./clock.js";
import { compose } from "./composer.js";

const room = document.querySelector("[data-room]");
follow(room.dataset.room, Number(room.dataset.revision));
tick(Date.parse(room.dataset.now));
compose(room.dataset.room);
