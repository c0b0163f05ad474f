// Comfort only: everything works without. The link in the mail carries the code in its fragment; put it into the field and take it out
// of the address bar, also where there is no field because another browser started.
{
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
  // A second click on the way sends nothing twice; coming back by the back button, the form is usable again.
  for (const form of document.forms) {
    let sent = false;
    form.addEventListener("submit", (event) => { if (sent) event.preventDefault(); sent = true; });
    addEventListener("pageshow", () => { sent = false; });
  }
}
