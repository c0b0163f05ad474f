// Comfort only: everything works without.
{
  // The link in the mail carries the code in its fragment: put it into the field, and take it out of the address bar, also where there is
  // no field because another browser started.
  const fill = () => {
    const code = document.getElementById("code");
    const fragment = location.hash.slice(1);
    if (/^\d{6,10}$/.test(fragment)) {
      history.replaceState(null, "", location.pathname + location.search);
      if (code) code.value = fragment;
    }
  };
  fill();
  addEventListener("hashchange", fill); // The link, opened in the very tab that shows the form.

  // A second click on the way sends nothing twice. Coming back by the back button, the form is usable again, and likewise when no answer
  // came: after ten seconds none will.
  for (const form of document.forms) {
    const button = form.querySelector("button");
    const text = button.textContent;
    let timer;
    const ready = () => { clearTimeout(timer); button.textContent = text; button.removeAttribute("aria-disabled"); };
    form.addEventListener("submit", (event) => {
      if (button.hasAttribute("aria-disabled")) return event.preventDefault();
      button.setAttribute("aria-disabled", "true");
      if (button.dataset.busy) button.textContent = button.dataset.busy;
      timer = setTimeout(ready, 10000);
    });
    addEventListener("pageshow", (event) => { if (event.persisted) ready(); });
  }

  // Counts down to the next code that may be asked for. A clock is the same in every language.
  const wait = document.getElementById("wait");
  if (wait) {
    const button = wait.previousElementSibling;
    const due = Date.now() + wait.dataset.seconds * 1000;
    const tick = () => {
      const left = Math.ceil((due - Date.now()) / 1000);
      button.disabled = left > 0;
      wait.textContent = left > 0 ? `${Math.floor(left / 60)}:${String(left % 60).padStart(2, "0")}` : "";
      if (left > 0) setTimeout(tick, 1000);
    };
    tick();
  }
}
