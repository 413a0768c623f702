// Decides about rows and takes it back: the rows leave at once, and come back when the decision was not taken.
import { counted, text } from './texts.js';
import { leave, returnRows } from './desk-rows.js';

const form = document.getElementById('desk');
const toast = document.getElementById('desk-toast');
const done = [];
let hiding;

async function send(address, input) {
  const answer = await fetch(address, { method: 'POST', headers: { 'Content-Type': 'application/json' }, body: JSON.stringify(input) });
  if (!answer.ok) throw new Error(`${answer.status}`);
  return answer.json();
}

/** Sends a decision about up to a thousand comments, once more when the answer was lost: repeating it changes nothing. */
export async function sendDecision(input) {
  try {
    return await send('/api/moderation/decisions', input);
  } catch {
    return send('/api/moderation/decisions', input);
  }
}

export const sendBulk = (input) => send('/api/moderation/bulk', input);

/** Says what happened, with a way back if there is one. */
export function say(message, canUndo) {
  toast.querySelector('p').textContent = message;
  toast.querySelector('button').hidden = !canUndo;
  toast.hidden = false;
  clearTimeout(hiding);
  hiding = setTimeout(() => { toast.hidden = true; }, 10_000);
}

/** Remembers how to take back what was done last. */
export function remember(undo) {
  done.push(undo);
}

export async function decide(rows, decision, label) {
  const places = leave(rows);
  const byStatus = Map.groupBy(rows, (row) => row.dataset.status);
  const steps = [];
  try {
    for (const [expected, some] of byStatus) {
      const answer = await sendDecision({ ids: some.map((row) => Number(row.dataset.id)), decision, expected, queue: form.dataset.queue });
      if (answer.failed.length > 0) returnRows(places.filter(({ row }) => answer.failed.includes(Number(row.dataset.id))));
      if (answer.undo && answer.changed.length > 0) steps.push({ ids: answer.changed, decision: answer.undo, expected: answer.undoExpected });
      if (answer.failed.length > 0) throw new Error('failed');
    }
  } catch {
    if (steps.length === 0) returnRows(places);
    say(text('notDecided'), false);
    return;
  }

  if (steps.length > 0) remember({ steps, places });
  say(counted('decisionDone', rows.length, label), steps.length > 0);
}

/** Takes back what was done last. */
export async function undo() {
  const last = done.pop();
  if (!last) return;
  try {
    await last.before?.();
    for (const step of last.steps) await sendDecision({ ...step, queue: null });
    returnRows(last.places ?? []);
    say(text('undone'), false);
    last.after?.();
  } catch {
    done.push(last);
    say(text('notDecided'), false);
  }
}

toast.querySelector('button').addEventListener('click', undo);
