// What happens elsewhere: counts follow, new comments wait behind a button, and what others decided leaves.
import { counted, numeral } from './texts.js';
import { fetchRows, goTo, returning, rows } from './desk-rows.js';

const PERIOD = 3000;
const form = document.getElementById('desk');
const list = document.getElementById('desk-list');
const banner = document.querySelector('.desk-new');
// As the page was made: what changed since is found by the first look.
let { version } = form.dataset;
let fresh = [];

function showCounts(counts) {
  for (const place of document.querySelectorAll('[data-count]')) place.textContent = numeral(counts[place.dataset.count]);
}

// Of the first page only: further down nothing new comes, and what is gone there is skipped when it is decided.
async function compare() {
  if (new URLSearchParams(location.search).has('before')) return;
  const before = rows();
  const page = await fetchRows(location.href);
  const there = new Set(page.all.map((row) => row.dataset.id));
  const last = page.all.at(-1);
  const end = last ? before.findIndex((row) => row.dataset.id === last.dataset.id) : -1;
  const compared = !page.next ? before : end >= 0 ? before.slice(0, end) : [];
  for (const row of compared.filter((one) => one.isConnected)) {
    if (there.has(row.dataset.id)) returning.delete(row);
    row.classList.toggle('is-gone', !there.has(row.dataset.id) && !returning.has(row));
  }

  const first = before[0] && page.all.findIndex((row) => row.dataset.id === before[0].dataset.id);
  fresh = page.fresh.filter((row) => first === undefined || first < 0 || page.all.indexOf(row) < first);
  banner.hidden = fresh.length === 0;
  banner.querySelector('button').textContent = counted('newComments', fresh.length);
}

async function look() {
  if (document.hidden || form.inert) return;
  const answer = await fetch('/api/moderation/counts', { headers: { Accept: 'application/json' } });
  if (!answer.ok) return;
  const counts = await answer.json();
  showCounts(counts);
  if (version !== `${counts.version}`) await compare();
  version = `${counts.version}`;
}

/** Begins to look. */
export function followQueues() {
  banner.querySelector('button').addEventListener('click', () => {
    const known = new Set(rows().map((row) => row.dataset.id));
    list.prepend(...fresh.filter((row) => !known.has(row.dataset.id)).map((row) => document.adoptNode(row)));
    banner.hidden = true;
    fresh = [];
    goTo(rows()[0]);
  });
  const tick = () => look().catch(() => {}).finally(() => setTimeout(tick, PERIOD));
  tick();
}
