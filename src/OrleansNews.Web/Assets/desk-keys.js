// The keys of the desk. They are named on the page, do nothing while somebody types, and can be switched off (WCAG 2.1.4).
import { counted } from './texts.js';
import { decide, hideToast, say, undo } from './desk-decisions.js';
import { current, goTo, move, rows } from './desk-rows.js';
import { read, write } from './kept.js';

const DECISIONS = { a: 'approve', h: 'hold', s: 'spam', t: 'trash' };
const form = document.getElementById('desk');
const keys = document.getElementById('desk-keys');
const use = document.getElementById('use-keys');
const SWITCH = 'desk-use-keys';
const REPEATING = ['j', 'k'];

const isTyping = (target) => target.closest('input:not([type=checkbox]), textarea, select, [contenteditable]') !== null;

// Nobody decides about what they were not shown: without a current row there is one now, and nothing else.
function shown() {
  const row = current();
  if (!row) goTo(rows()[0]);
  return row;
}

function decideCurrent(decision) {
  const row = shown();
  if (!row) return;
  const button = row.querySelector(`.desk-act-${decision}`) ?? (decision === 'approve' ? row.querySelector('.desk-act-restore') : null);
  if (!button) return;
  if (row.classList.contains('is-gone')) {
    say(counted('someNotChanged', 1), false);
    return;
  }

  goTo(row);
  decide([row], button.value.split(' ')[0]);
}

function openCurrent(part = '') {
  const address = shown()?.querySelector('.desk-act-details').href;
  if (address) location.href = address + part;
}

const actions = {
  j: () => move(1),
  k: () => move(-1),
  u: undo,
  x: () => current()?.querySelector('.desk-select input').click(),
  o: () => openCurrent(),
  r: () => openCurrent('#reply'),
  e: () => openCurrent('#text'),
  p: () => openCurrent('#until'),
  n: () => document.querySelector('.desk-new:not([hidden]) button')?.click(),
  Escape: hideToast,
  '?': () => { keys.open = !keys.open; },
};

/** Listens for keys. */
export function followKeys() {
  keys.hidden = false;
  use.checked = read('localStorage', SWITCH) !== 'off';
  use.addEventListener('change', () => write('localStorage', SWITCH, use.checked ? 'on' : 'off'));
  document.addEventListener('keydown', (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing || isTyping(event.target) || form.inert) return;
    const key = event.key.length === 1 ? event.key.toLowerCase() : event.key;
    if (key.length === 1 && !use.checked) return;
    if (event.repeat && !REPEATING.includes(key)) return; // Held down, a key only moves.
    if (key in DECISIONS) decideCurrent(DECISIONS[key]);
    else if (key in actions) actions[key]();
    else return;
    event.preventDefault();
  });
  if (location.hash.startsWith('#row-')) goTo(document.getElementById(location.hash.slice(1))); // Whoever comes back from a comment goes on there.
  document.getElementById('desk-list').addEventListener('click', (event) => {
    const row = event.target.closest('.desk-row');
    if (row && !event.target.closest('a, button, input')) goTo(row);
  });
}
