"use strict";
// Dropping files on the form, and saying what a job has come to. Without it one chooses files, and looks again.
(() => {
  const drop = document.getElementById("drop");
  if (drop) {
    const field = document.getElementById("files");
    const chosen = document.getElementById("chosen");
    const list = () => {
      chosen.replaceChildren(...Array.from(field.files, (file) => {
        const line = document.createElement("li");
        line.textContent = file.name;
        return line;
      }));
    };
    document.getElementById("drop-hint").hidden = false;
    field.addEventListener("change", list);
    for (const name of ["dragenter", "dragover"]) {
      drop.addEventListener(name, (event) => {
        event.preventDefault();
        drop.classList.add("over");
      });
    }
    for (const name of ["dragleave", "drop"]) drop.addEventListener(name, () => drop.classList.remove("over"));
    drop.addEventListener("drop", (event) => {
      event.preventDefault();
      field.files = event.dataTransfer.files;
      list();
    });
  }
  // A desk that was started anew does not know the job: its page says what it left.
  document.body.addEventListener("htmx:responseError", (event) => { if (event.detail.target.id === "job") location.reload(); });
  let stage = document.getElementById("job")?.dataset.stage;
  document.body.addEventListener("htmx:afterSwap", () => {
    const job = document.getElementById("job");
    if (!job || job.dataset.stage === stage) return;
    stage = job.dataset.stage;
    document.getElementById("said").textContent = document.getElementById("job-words").textContent;
  });
})();
