// Decides about everything that is found: first finds it, then decides a thousand at a time, with progress, a way to stop, and a way back.
import { counted, numeral, text } from './texts.js';
import { findNext, hideToast, leftBy, outcome, remember, say, sendDecision, stepsOf, undoOf } from './desk-decisions.js';
import { rows, showWhenEmpty, untilBack } from './desk-rows.js';

const form = document.getElementById('desk');

const countOf = (steps) => steps.reduce((sum, step) => sum + step.ids.length, 0);

function showProgress() {
  const box = document.getElementById('desk-progress').content.cloneNode(true).firstElementChild;
  const bar = box.querySelector('progress');
  const state = { stopped: false };
  box.querySelector('[data-do=stop]').addEventListener('click', () => { state.stopped = true; });
  document.body.append(box);
  return {
    state,
    found(count) { box.querySelector('p').textContent = counted('bulkFound', count); },
    at(count, total) {
      bar.max = Math.max(total, 1);
      bar.value = count;
      box.querySelector('p').textContent = text('bulkProgress', numeral(count), numeral(total));
    },
    end() { box.remove(); },
  };
}

// What a query finds, in steps of a thousand comments of one status. Nothing is decided meanwhile, so that looking again finds the same.
async function find(progress) {
  const found = new Map();
  let cursor = null;
  let unreachable = 0;
  progress.found(0);
  do {
    const answer = await findNext({ query: form.dataset.query, cursor });
    for (const [status, ids] of Object.entries(answer.found)) {
      if (!found.has(status)) found.set(status, new Set());
      for (const id of ids) found.get(status).add(id);
    }
    unreachable += answer.unreachable;
    cursor = answer.next;
    progress.found([...found.values()].reduce((sum, ids) => sum + ids.size, 0));
  } while (cursor !== null && !progress.state.stopped);
  return { steps: stepsOf(found), unreachable };
}

// Sends one step after the other, and says which were not taken: all that are left once one was not, or somebody pressed the button.
async function sendAll(steps, progress, decided) {
  const total = countOf(steps);
  let count = 0;
  progress.at(0, total);
  for (const [at, step] of steps.entries()) {
    if (progress.state.stopped) return steps.slice(at);
    try {
      decided(await sendDecision(step), step);
    } catch {
      return steps.slice(at);
    }
    count += step.ids.length;
    progress.at(count, total);
  }
  return [];
}

// Meanwhile nothing else is decided or taken back, by keys neither.
async function alone(work) {
  hideToast();
  form.inert = true;
  try {
    return await work();
  } finally {
    form.inert = false;
  }
}

/** Decides about everything that the query of the page finds. */
export const decideEverything = (decision) => alone(() => decideAll(decision));

async function decideAll(decision) {
  const progress = showProgress();
  const changed = new Set();
  const undoing = [];
  let failed = 0;
  let stayed = 0;
  try {
    const { steps, unreachable } = await find(progress);
    failed = unreachable;
    const left = await sendAll(steps.map((step) => ({ ...step, decision })), progress, (answer, step) => {
      for (const id of answer.changed) changed.add(id);
      stayed += leftBy(answer, step);
      failed += answer.failed.length;
      const undo = undoOf(answer);
      if (undo) undoing.push(undo);
    });
    if (!progress.state.stopped) failed += countOf(left);
    say(outcome(changed.size, decision, stayed, failed), undoing.length > 0, undoing.length > 0);
  } catch {
    say(text('notDecided'), false);
  } finally {
    progress.end();
    form.elements.everything.checked = false;
  }

  const gone = rows().filter((row) => changed.has(Number(row.dataset.id)));
  for (const row of gone) row.remove();
  showWhenEmpty().catch(() => {}); // Who cannot ask says nothing.
  if (undoing.length === 0) return;
  const back = new Set();
  const isBack = (row) => back.has(Number(row.dataset.id));
  remember({ steps: [], before: () => alone(() => undoEverything(undoing, back)), after: () => { untilBack(gone.filter(isBack)).catch(() => {}).finally(() => location.reload()); } });
}

// What could not be taken back stays, to be tried again.
async function undoEverything(undoing, back) {
  const progress = showProgress();
  const missed = [];
  let stayed = 0;
  try {
    const left = await sendAll(undoing.splice(0), progress, (answer, step) => {
      for (const id of answer.changed) back.add(id);
      stayed += leftBy(answer, step);
      if (answer.failed.length > 0) missed.push({ ...step, ids: answer.failed });
    });
    undoing.push(...left, ...missed);
  } finally {
    progress.end();
  }
  return { undone: back.size, stayed, failed: countOf(undoing) };
}
