// The editor: saves by itself, shows the text beside itself, and helps to write it. Without it the form does everything but that.
import { bindToolbar, insertPicture } from './editor-toolbar.js';
import { showPreview } from './editor-preview.js';
import { bindPicker } from './picture-picker.js';
import { isChanged, watchForms } from './unsent.js';

const SAVE_AFTER = 4000;
const SIGN_EVERY = 20_000;
// Longer than a front end waits for the newspaper. What comes later counts as lost: else nothing is saved any more, and every button waits for it.
const ANSWERED_WITHIN = 20_000;

const form = document.getElementById('story-form');
const state = document.getElementById('editor-state');
const address = `/newsroom/stories/${form.dataset.story}`;

let dirty = false;
let undecided = false;
let stopped = false;
let saving = false;
let unanswered = null;
let settled = false;
let leaving = false;
let timer = 0;

function say(message, isProblem = false) {
  state.textContent = message;
  state.classList.toggle('is-problem', isProblem);
}

function stop(message) {
  stopped = true;
  forgetTimer();
  say(message, true);
}

// A moment that is typed is no text: the button beside it decides on it, and until then it is told to whoever leaves.
function typed(event) {
  if (event.target.closest('.plan')) undecided = true;
  else changed();
}

function changed() {
  dirty = true;
  if (!form.dataset.autosave) {
    say(form.dataset.byHand);
    return;
  }
  saveAfter(SAVE_AFTER);
}

// Counted from the first change that is not saved: whoever types without a pause is saved as well.
function saveAfter(time) {
  timer ||= setTimeout(save, time);
}

function forgetTimer() {
  clearTimeout(timer);
  timer = 0;
}

// What is typed while a save is under way is dirty again, and saved after it.
async function save() {
  forgetTimer();
  if (!dirty || saving || stopped) return;
  saving = true;
  dirty = false;
  // A save whose answer was lost may be stored: only the same text again is met as such, and what was typed since is saved after it.
  const again = unanswered !== null;
  unanswered ??= new URLSearchParams(new FormData(form));
  try {
    const answer = await fetch(`${address}/autosave`, { method: 'POST', body: unanswered, signal: AbortSignal.timeout(ANSWERED_WITHIN) });
    const isTold = answer.headers.get('content-type')?.includes('json') === true;
    if (answer.redirected || answer.status === 401 || (answer.status === 403 && !isTold)) {
      dirty = true;
      stop(form.dataset.signedOut);
      return;
    }
    if (!isTold) throw new Error(`answered ${answer.status}`);
    const told = await answer.json();
    if (told.message === undefined) throw new Error(`answered ${answer.status}`);
    unanswered = null;
    if (again) dirty = true;
    if (answer.ok) goOnFrom(`${told.version}`);
    else dirty = true;
    if (told.stop) stop(told.message);
    else say(told.message, !answer.ok);
  } catch {
    dirty = true;
    say(form.dataset.notSaved, true);
    forgetTimer();
    saveAfter(3 * SAVE_AFTER);
  } finally {
    saving = false;
  }
  if (dirty && !stopped && !state.classList.contains('is-problem')) saveAfter(SAVE_AFTER);
}

// Every button of the page goes on from what was saved; a draft that began so can be thrown away, and takes the place of one that was.
function goOnFrom(version) {
  if (form.elements.version.value === version) return;
  form.elements.version.value = version;
  for (const discard of document.querySelectorAll('.discard')) discard.hidden = false;
  for (const notice of document.querySelectorAll('.thrown-away')) notice.hidden = true;
}

async function sign() {
  if (stopped) return;
  try {
    const answer = await fetch(`${address}/keep-open`, { method: 'POST' });
    if (answer.status === 409) stop((await answer.json()).message);
  } catch {
    // The next sign says it again; what matters is checked with every save.
  }
}

form.addEventListener('input', typed);
// Beside the text, and sent with it: a note, why it is withdrawn. Until then it is told to whoever leaves.
for (const field of form.elements) {
  if (!form.contains(field)) field.addEventListener('input', () => { undecided = true; });
}
form.addEventListener('submit', (event) => {
  if (event.submitter?.formTarget === '_blank') return;
  // A save of its own that is under way would make this one meet another version.
  if (saving) {
    event.preventDefault();
    setTimeout(() => form.requestSubmit(event.submitter), 200);
    return;
  }
  // What may be stored would be met as a colleague's text.
  if (unanswered && !settled && !stopped) {
    event.preventDefault();
    settled = true;
    dirty = true;
    save().finally(() => form.requestSubmit(event.submitter));
    return;
  }
  leaving = true;
  forgetTimer();
});
// Enter saves, as without the script; in a field of the plan it does what stands beside the field.
form.addEventListener('keydown', (event) => {
  const plan = event.target.matches('input') && event.target.closest('.plan');
  if (event.key !== 'Enter' || event.isComposing || !plan) return;
  event.preventDefault();
  form.requestSubmit(plan.querySelector('button'));
});
document.getElementById('withdraw-reason')?.addEventListener('keydown', (event) => {
  if (event.key !== 'Enter' || event.isComposing) return;
  event.preventDefault();
  form.requestSubmit(document.getElementById('withdraw'));
});
document.addEventListener('keydown', (event) => {
  if ((event.ctrlKey || event.metaKey) && !event.altKey && event.key.toLowerCase() === 's') {
    event.preventDefault();
    form.requestSubmit(document.getElementById('save'));
  }
});
window.addEventListener('beforeunload', (event) => {
  if ((dirty || undecided) && !leaving) event.preventDefault();
  if (!event.defaultPrevented || !leaving) return;
  // Something stands in another form: whoever stays for it goes on writing.
  leaving = false;
  if (dirty) saveAfter(SAVE_AFTER);
});
window.addEventListener('pagehide', () => {
  if (!leaving && !stopped && form.dataset.page) navigator.sendBeacon(`${address}/close`, new URLSearchParams({ page: form.dataset.page }));
});
window.addEventListener('pageshow', (event) => {
  if (event.persisted && (leaving || !(dirty || undecided))) location.reload();
});
// A page in the background may be ended without a word, on a tablet above all.
document.addEventListener('visibilitychange', () => {
  if (document.visibilityState === 'hidden' && form.dataset.autosave && !leaving) save();
});

setInterval(sign, SIGN_EVERY);
watchForms(document.querySelectorAll('.newsroom form:not(#story-form)'));
bindPicker(form, (picture) => insertPicture(form, picture));
bindToolbar(form, changed);
showPreview(form);
// The page answers a button that was about something else: what is in it is saved nowhere. Nor is what was typed before this script had come.
if (form.dataset.unsaved) changed();
for (const field of form.elements) {
  if (form.contains(field) && isChanged(field)) typed({ target: field });
}
if (form.elements.note?.value || form.elements.withdraw_reason?.value) undecided = true;
