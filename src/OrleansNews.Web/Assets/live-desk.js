// The form of entries: Ctrl and Enter send it, and a second press while it is on its way sends nothing. What it names itself by makes one entry of both anyway.
import { watchForms } from './unsent.js';

const form = document.getElementById('live-form');
watchForms(document.querySelectorAll('.newsroom form'));

if (form) {
  for (const hint of form.querySelectorAll('.needs-script')) hint.hidden = false;
  let isSent = false;
  form.addEventListener('keydown', (event) => {
    if (event.key !== 'Enter' || !(event.ctrlKey || event.metaKey) || event.isComposing) return;
    event.preventDefault();
    form.requestSubmit();
  });
  form.addEventListener('submit', (event) => {
    if (isSent) event.preventDefault();
    isSent = true;
  });
  // Something stands in another form, and whoever sent this one stays for it.
  window.addEventListener('beforeunload', (event) => {
    if (event.defaultPrevented) isSent = false;
  });
  // Back from the next page, it may be sent again.
  addEventListener('pageshow', () => { isSent = false; });
}
