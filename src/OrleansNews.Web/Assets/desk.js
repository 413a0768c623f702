// The moderation desk with a script: decisions without leaving the page, keys, undo, everything at once with progress, and what others do meanwhile.
import { decide } from './desk-decisions.js';
import { decideEverything } from './desk-bulk.js';
import { followFolds, showChosen } from './desk-folds.js';
import { followKeys } from './desk-keys.js';
import { followQueues } from './desk-live.js';

const form = document.getElementById('desk');
const page = document.getElementById('select-page');

if (page) {
  page.closest('label').hidden = false;
  page.addEventListener('change', () => {
    for (const box of form.querySelectorAll('.desk-select input')) box.checked = page.checked;
  });
}

const chosen = () => [...form.querySelectorAll('.desk-row')].filter((row) => row.querySelector('.desk-select input').checked);
form.addEventListener('change', () => showChosen(chosen().length));

form.addEventListener('submit', (event) => {
  const button = event.submitter;
  if (!button?.value) return;
  event.preventDefault();
  if (button.name === 'one') {
    const [decision, id] = button.value.split(' ');
    decide([document.getElementById(`row-${id}`)], decision);
    return;
  }

  if (form.elements.everything?.checked) {
    decideEverything(button.value);
    return;
  }

  const rows = chosen();
  if (rows.length > 0) decide(rows, button.value);
  showChosen(0);
});

followFolds();
followKeys();
followQueues();
