// The rows of the desk: which one is current, how they leave and come back, and where more come from.
const list = document.getElementById('desk-list');
const FEW = 10;
const LOOKS = 40;
const BETWEEN_LOOKS = 250;
const empty = document.querySelector('.desk-empty');
let loading;

/** Rows that were put back. Their queue hears of it a moment later: until it names them, nobody else decided about them. */
export const returning = new WeakSet();

export const rows = () => [...list.querySelectorAll('.desk-row')];

export const current = () => list.querySelector('.desk-row.is-current');

/** Makes a row the current one. */
export function goTo(row) {
  current()?.classList.remove('is-current');
  if (!row) return;
  row.classList.add('is-current');
  row.focus({ preventScroll: true });
  row.scrollIntoView({ block: 'nearest' });
}

/** Goes so many rows on. */
export function move(step) {
  const all = rows();
  const at = all.indexOf(current());
  goTo(at < 0 ? all[step > 0 ? 0 : all.length - 1] : all[Math.min(all.length - 1, Math.max(0, at + step))]);
  if (all.length - at < FEW) loadMore();
}

/** Takes rows away, and says where they were. */
export function leave(gone) {
  const wasCurrent = gone.includes(current());
  const next = wasCurrent ? nextStaying(gone) : null;
  const places = gone.map((row) => {
    const place = { row, before: row.nextElementSibling };
    row.querySelector('.desk-select input').checked = false;
    row.classList.remove('is-current');
    row.remove();
    return place;
  });
  if (wasCurrent) goTo(next);
  if (rows().length < FEW) loadMore();
  return places;
}

function nextStaying(gone) {
  const all = rows();
  const at = all.indexOf(gone[0]);
  return all.slice(at).find((row) => !gone.includes(row)) ?? all.slice(0, at).findLast((row) => !gone.includes(row));
}

/** Puts rows back where they were. */
export function returnRows(places) {
  for (const { row, before } of [...places].reverse()) {
    list.insertBefore(row, before?.parentNode === list ? before : null);
    row.classList.remove('is-gone');
    returning.add(row);
  }

  if (places.length > 0) goTo(places[0].row);
}

/** The rows of a page of the desk that are not here. */
export async function fetchRows(address) {
  const answer = await fetch(address, { headers: { Accept: 'text/html' } });
  if (!answer.ok || answer.redirected) throw new Error(`${answer.status}`);
  const page = new DOMParser().parseFromString(await answer.text(), 'text/html');
  const known = new Set(rows().map((row) => row.dataset.id));
  const all = [...page.querySelectorAll('.desk-row')];
  return { all, fresh: all.filter((row) => !known.has(row.dataset.id)), next: page.querySelector('.desk-more a')?.href };
}

const timeOf = (row) => Date.parse(row.querySelector('time').dateTime);

// Queues go from the newest comment to the oldest.
const isBehind = (row, other) => timeOf(row) < timeOf(other) || (timeOf(row) === timeOf(other) && Number(row.dataset.id) < Number(other.dataset.id));

/**
 * Waits until rows that were taken back are in the queue again, as far as this page shows them. The queue hears of a decision a moment behind its answer: a page that is loaded before lacks some
 * of them.
 */
export async function untilBack(gone) {
  for (let look = 0; look < LOOKS; look++) {
    const { all, next } = await fetchRows(location.href);
    const there = new Set(all.map((row) => row.dataset.id));
    const last = next && all.at(-1);
    if (gone.every((row) => there.has(row.dataset.id) || (last && isBehind(row, last)))) return;
    await new Promise((resolve) => { setTimeout(resolve, BETWEEN_LOOKS); });
  }
}

// Behind the last row, before it is reached: whoever decides with the keyboard never waits for a page.
function loadMore() {
  const more = document.querySelector('.desk-more a');
  if (!more || loading) return;
  loading = fetchRows(more.href).then(({ fresh, next }) => {
    list.append(...fresh.map((row) => document.adoptNode(row)));
    if (next) more.href = next;
    else more.closest('.desk-more').remove();
    if (!current()) goTo(rows()[0]);
  }).catch(() => {}).finally(() => { loading = null; });
}

/**
 * Says that the queue is empty, when it is. An empty list is no empty queue: what was decided may stand in it all the same, and more may lie behind it. A queue hears of a decision a moment behind
 * its answer.
 */
export async function showWhenEmpty() {
  for (let look = 0; look < LOOKS && rows().length === 0; look++) {
    const { all, next } = await fetchRows(location.href);
    if (all.length > 0) return;
    if (!next) {
      empty.hidden = rows().length > 0;
      document.querySelector('.desk-more')?.remove();
      return;
    }
    await new Promise((resolve) => { setTimeout(resolve, BETWEEN_LOOKS); });
  }
}

new MutationObserver(() => { empty.hidden ||= rows().length > 0; }).observe(list, { childList: true });
