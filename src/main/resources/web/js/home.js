// The first page: its clocks run. Without this file they stand as they were when it was loaded.
import { tick } from "./clock.js";
import "./promise.js";
import { learnFromPage } from "./servertime.js";

const ongoing = document.getElementById("ongoing");
if (ongoing) {
  learnFromPage(Date.parse(ongoing.dataset.now));
  tick();
}
