// Decides about rows and takes it back: the rows leave at once, and come back when the decision was not taken.
import { randomUuid } from './ids.js';
import { counted, text } from './texts.js';
import { leave, returnRows, showWhenEmpty } from './desk-rows.js';

const AT_ONCE = 1000;
const idOf = (row) => Number(row.dataset.id);
const among = (ids) => ({ row }) => ids.has(idOf(row));
const toast = document.getElementById('desk-toast');
const closing = toast.querySelector('.desk-toast-close');
const done = [];
const DONE = { approve: 'approvedComments', hold: 'heldComments', spam: 'spamComments', trash: 'trashedComments', restore: 'restoredComments' };
const PAUSES = [250, 3_000];
let hiding;

// Decisions are numbered as they are made: their answers may overtake one another.
let made = 0;
let said = 0;

// Sends it until there is an answer, a few times: without one nobody knows what was done.
async function send(address, input) {
  for (let attempt = 0; ; attempt++) {
    let refused = false;
    try {
      const body = JSON.stringify({ ...input, repeated: input.repeated === true || attempt > 0 });
      const answer = await fetch(address, { method: 'POST', headers: { 'Content-Type': 'application/json' }, body });
      if (answer.ok) return await answer.json();
      refused = answer.status < 500 && answer.status !== 429;
      throw new Error(`${answer.status}`);
    } catch (fault) {
      if (refused || attempt === PAUSES.length) throw fault;
      await new Promise((resolve) => { setTimeout(resolve, PAUSES[attempt]); });
    }
  }
}

/** Sends a decision about up to a thousand comments, or an undo. Threads know it by its command: repeated, even later, it changes nothing and is answered as it was. */
export async function sendDecision(step) {
  step.command ??= randomUuid();
  const input = { ...step };
  step.repeated = true;
  const answer = await send('/api/moderation/decisions', input);
  if (answer.failed.length === 0) return answer;

  // Some threads may have taken it all the same.
  const rest = await send('/api/moderation/decisions', { ...step, ids: answer.failed }).catch(() => null);
  return rest === null ? answer : { changed: [...answer.changed, ...rest.changed], failed: rest.failed, command: answer.command ?? rest.command };
}

/** Comments by the status at which they were seen, in steps of as many as one decision may be about. */
export function stepsOf(byStatus) {
  const steps = [];
  for (const [expected, ids] of byStatus) {
    const all = [...ids];
    for (let at = 0; at < all.length; at += AT_ONCE) steps.push({ ids: all.slice(at, at + AT_ONCE), expected });
  }
  return steps;
}

/** What takes a decision back, as its answer tells; null when nothing does. */
export const undoOf = (answer) => (answer.command && answer.changed.length > 0 ? { ids: answer.changed, undoes: answer.command } : null);

/** How many comments an answer leaves as they were. */
export const leftBy = (answer, step) => step.ids.length - answer.changed.length - answer.failed.length;

/** The next comments that a query finds. */
export const findNext = (input) => send('/api/moderation/found', input);

/** Takes away what was said last. */
export function hideToast() {
  clearTimeout(hiding);
  toast.hidden = true;
}

/** Says what happened, with a way back if there is one; it stays until it is closed or something else is said where the way back is wanted for longer. */
export function say(message, canUndo, stays = false) {
  toast.querySelector('p').textContent = message;
  toast.querySelector('button').hidden = !canUndo;
  closing.hidden = !stays;
  toast.hidden = false;
  clearTimeout(hiding);
  if (!stays) hiding = setTimeout(hideToast, 10_000);
}

/** Remembers how to take back what was done last. */
export function remember(undo) {
  done.push({ number: ++made, ...undo });
  done.sort((one, other) => one.number - other.number);
}

/** What became of a decision, in words: how many it changed, how many stayed as they were, and about how many it was not taken. */
export function outcome(count, decision, stayed, failed) {
  if (count + stayed === 0 && failed > 0) return text('notDecided');
  const parts = [];
  if (count > 0 || stayed === 0) parts.push(counted(DONE[decision], count));
  if (stayed > 0) parts.push(counted('someNotChanged', stayed));
  if (failed > 0) parts.push(counted('someNotDecided', failed));
  return parts.join(' ');
}

/** Decides about rows. Those about which somebody else decided first leave with the others, and stay what they are. */
export async function decide(rows, decision) {
  const number = ++made;
  const places = leave(rows);
  const seen = [...Map.groupBy(rows, (row) => row.dataset.status)].map(([status, some]) => [status, some.map(idOf)]);
  const steps = [];
  const changed = new Set();
  const failed = new Set();
  for (const step of stepsOf(seen)) {
    try {
      const answer = await sendDecision({ ...step, decision });
      for (const id of answer.changed) changed.add(id);
      for (const id of answer.failed) failed.add(id);
      const undoing = undoOf(answer);
      if (undoing) steps.push(undoing);
    } catch {
      for (const id of step.ids) failed.add(id);
    }
  }

  const stayed = rows.length - changed.size - failed.size;
  if (failed.size > 0) returnRows(places.filter(among(failed)));
  showWhenEmpty().catch(() => {}); // Who cannot ask says nothing.
  if (steps.length > 0) remember({ number, steps, places: places.filter(among(changed)) });
  if (number < said && failed.size + stayed === 0) return; // What was said last is of a later one.
  said = Math.max(said, number);
  say(outcome(changed.size, decision, stayed, failed.size), steps.length > 0);
}

/** Takes back what was done last. What could not be taken back can be tried again; what was decided about since stays as it is. */
export async function undo() {
  const last = done.pop();
  if (!last) return;
  try {
    const all = await last.before?.() ?? { undone: 0, stayed: 0, failed: 0 };
    const left = [];
    const back = new Set();
    for (const step of last.steps) {
      const answer = await sendDecision(step);
      for (const id of answer.changed) back.add(id);
      all.stayed += leftBy(answer, step);
      if (answer.failed.length > 0) left.push({ ...step, ids: answer.failed });
    }

    all.undone += back.size;
    all.failed += left.reduce((sum, step) => sum + step.ids.length, 0);
    const again = new Set(left.flatMap((step) => step.ids));
    const places = last.places ?? [];
    returnRows(places.filter(among(back)));
    if (all.failed > 0) done.push({ ...last, steps: left, places: places.filter(among(again)) });
    say(becameOf(all), all.failed > 0);
    if (all.failed === 0 && all.undone > 0) last.after?.();
  } catch {
    done.push(last);
    say(text('notDecided'), true);
  }
}

// What became of an undo, in words.
function becameOf({ undone, stayed, failed }) {
  const parts = [];
  if (undone > 0 && failed === 0) parts.push(text('undone'));
  if (stayed > 0) parts.push(counted('someNotUndone', stayed));
  if (failed > 0) parts.push(counted('someNotDecided', failed));
  return parts.join(' ');
}

toast.querySelector('button').addEventListener('click', undo);
closing.addEventListener('click', hideToast);
