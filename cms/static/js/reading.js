/* 都核对过了: tells the server, without a form inside the editor's form, and takes the notes away. */
document.addEventListener("click", async (event) => {
  const button = event.target.closest("[data-confirm]");
  if (!button) return;
  const token = document.querySelector("input[name=csrfmiddlewaretoken]").value;
  const answer = await fetch(button.dataset.confirm, {
    method: "POST",
    credentials: "same-origin",
    headers: { "X-CSRFToken": token },
    redirect: "manual",
  });
  if (answer.ok || answer.type === "opaqueredirect") {
    for (const notes of document.querySelectorAll("[data-reading]")) {
      const panel = notes.closest(".w-panel");
      (panel || notes).hidden = true;
    }
  }
});
