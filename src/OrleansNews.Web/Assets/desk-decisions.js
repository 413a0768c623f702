// Decides about rows and takes it back: the rows leave at once, and come back when the decision was not taken.
import { randomUuid } from './ids.js';
import { counted, text } from './texts.js';
import { leave, returnRows } from './desk-rows.js';

const form = document.getElementById('desk');
const toast = document.getElementById('desk-toast');
const done = [];
const PAUSES = [250, 3_000];
let hiding;

// Decisions are numbered as they are made: their answers may overtake one another.
let made = 0;
let said = 0;

// Sends it until there is an answer, a few times: without one nobody knows what was done.
async function send(address, input, isRepeated = false) {
  for (let attempt = 0; ; attempt++) {
    let refused = false;
    try {
      const body = JSON.stringify({ ...input, repeated: isRepeated || attempt > 0 });
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

/** Sends a decision about up to a thousand comments. Threads know it by its command: repeated, it changes nothing and is answered as it was. */
export async function sendDecision(input) {
  const command = { ...input, command: randomUuid() };
  const answer = await send('/api/moderation/decisions', command);
  if (answer.failed.length === 0) return answer;

  // Some threads may have taken it all the same.
  const rest = await send('/api/moderation/decisions', { ...command, ids: answer.failed }, true).catch(() => null);
  return rest === null ? answer : {
    changed: [...answer.changed, ...rest.changed], kept: [...answer.kept, ...rest.kept], failed: rest.failed, undo: answer.undo ?? rest.undo, undoExpected: answer.undoExpected ?? rest.undoExpected,
  };
}

/** The next comments that a query finds. */
export const findNext = (input) => send('/api/moderation/found', input);

/** Says what happened, with a way back if there is one; it stays until something else is said where the way back is wanted for longer. */
export function say(message, canUndo, stays = false) {
  toast.querySelector('p').textContent = message;
  toast.querySelector('button').hidden = !canUndo;
  toast.hidden = false;
  clearTimeout(hiding);
  if (!stays) hiding = setTimeout(() => { toast.hidden = true; }, 10_000);
}

/** Remembers how to take back what was done last. */
export function remember(undo) {
  done.push({ number: ++made, ...undo });
  done.sort((one, other) => one.number - other.number);
}

/** What became of a decision, in words: of how many it was taken, and of how many not. */
export function outcome(count, label, failed) {
  const done = counted('decisionDone', count, label);
  return failed > 0 ? `${done}. ${counted('someNotDecided', failed)}` : done;
}

export async function decide(rows, decision, label) {
  const number = ++made;
  const places = leave(rows);
  const byStatus = Map.groupBy(rows, (row) => row.dataset.status);
  const steps = [];
  const failed = new Set();
  for (const [expected, some] of byStatus) {
    const ids = some.map((row) => Number(row.dataset.id));
    try {
      const answer = await sendDecision({ ids, decision, expected, queue: form.dataset.queue });
      for (const id of answer.failed) failed.add(id);
      const undoable = answer.changed.filter((id) => !answer.kept.includes(id));
      if (answer.undo && undoable.length > 0) steps.push({ ids: undoable, decision: answer.undo, expected: answer.undoExpected });
    } catch {
      for (const id of ids) failed.add(id);
    }
  }

  const hasFailed = ({ row }) => failed.has(Number(row.dataset.id));
  if (failed.size > 0) returnRows(places.filter(hasFailed));
  if (steps.length > 0) remember({ number, steps, places: places.filter((place) => !hasFailed(place)) });
  if (number < said && failed.size === 0) return; // What was said last is of a later one.
  said = Math.max(said, number);
  say(failed.size === rows.length ? text('notDecided') : outcome(rows.length - failed.size, label, failed.size), steps.length > 0);
}

/** Takes back what was done last. What could not be taken back can be tried again. */
export async function undo() {
  const last = done.pop();
  if (!last) return;
  try {
    let failed = await last.before?.() ?? 0;
    const left = [];
    for (const step of last.steps) {
      const answer = await sendDecision({ ...step, queue: null });
      if (answer.failed.length > 0) left.push({ ...step, ids: answer.failed });
    }

    const ids = new Set(left.flatMap((step) => step.ids));
    failed += ids.size;
    const places = last.places ?? [];
    returnRows(places.filter(({ row }) => !ids.has(Number(row.dataset.id))));
    if (failed > 0) {
      done.push({ ...last, steps: left, places: places.filter(({ row }) => ids.has(Number(row.dataset.id))) });
      say(counted('someNotDecided', failed), true);
      return;
    }

    say(text('undone'), false);
    last.after?.();
  } catch {
    done.push(last);
    say(text('notDecided'), false);
  }
}

toast.querySelector('button').addEventListener('click', undo);
