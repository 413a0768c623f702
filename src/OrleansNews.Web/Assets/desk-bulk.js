// Decides about everything that was found, a thousand at a time: with progress, a way to stop, and a way back.
import { text } from './texts.js';
import { outcome, remember, say, sendBulk, sendDecision } from './desk-decisions.js';
import { fetchRows, rows } from './desk-rows.js';

const AT_ONCE = 1000;
const LOOKS = 20;
const BETWEEN_LOOKS = 250;
const form = document.getElementById('desk');

function showProgress(total) {
  const box = document.getElementById('desk-progress').content.cloneNode(true).firstElementChild;
  const bar = box.querySelector('progress');
  const state = { stopped: false };
  box.querySelector('[data-do=stop]').addEventListener('click', () => { state.stopped = true; });
  bar.max = Math.max(total, 1);
  document.body.append(box);
  return {
    state,
    at(count) {
      bar.max = Math.max(bar.max, count);
      bar.value = count;
      box.querySelector('p').textContent = text('bulkProgress', count.toLocaleString(document.documentElement.lang), bar.max.toLocaleString(document.documentElement.lang));
    },
    end() { box.remove(); },
  };
}

async function inSteps(total, step) {
  const progress = showProgress(total);
  progress.at(0);
  let count = 0;
  try {
    for (let more = true; more && !progress.state.stopped;) {
      const [looked, goOn] = await step();
      count += looked;
      progress.at(count);
      more = goOn;
    }
  } finally {
    progress.end();
  }
}

// The queue hears of a decision a moment behind its answer: a page that is loaded before shows none of what came back.
async function untilBack() {
  for (let look = 0; look < LOOKS && (await fetchRows(location.href)).all.length === 0; look++) {
    await new Promise((resolve) => { setTimeout(resolve, BETWEEN_LOOKS); });
  }
}

export async function decideEverything(decision, label) {
  const box = form.elements.everything;
  const changed = [];
  let undoable = [];
  let failed = 0;
  let cursor = null;
  let undo = null;
  form.inert = true;
  try {
    await inSteps(Number(box.dataset.total), async () => {
      const answer = await sendBulk({ query: form.dataset.query, decision, cursor });
      changed.push(...answer.changed);
      failed += answer.failed.length;
      const kept = new Set(answer.kept);
      undoable.push(...answer.changed.filter((id) => !kept.has(id)));
      if (answer.undo) undo = { decision: answer.undo, expected: answer.undoExpected };
      cursor = answer.next;
      return [answer.lookedAt, cursor !== null];
    });
    say(outcome(changed.length, label, failed), undo !== null && undoable.length > 0);
  } catch {
    say(text('notDecided'), undo !== null && undoable.length > 0);
  } finally {
    form.inert = false;
    box.checked = false;
  }

  const gone = new Set(changed);
  for (const row of rows()) if (gone.has(Number(row.dataset.id))) row.remove();
  if (!undo || undoable.length === 0) return;
  remember({
    steps: [],
    async before() {
      let at = 0;
      const missed = [];
      await inSteps(undoable.length, async () => {
        const ids = undoable.slice(at, at + AT_ONCE);
        at += ids.length;
        missed.push(...(await sendDecision({ ids, ...undo, queue: null })).failed);
        return [ids.length, at < undoable.length];
      });
      if (missed.length > 0) undoable = missed;
      return missed.length;
    },
    after() { untilBack().catch(() => {}).finally(() => location.reload()); },
  });
}
