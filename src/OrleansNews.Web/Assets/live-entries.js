// The entries of a live story, which come while it is read. What arrives names the version that it follows: a page that lacks something before it asks for all that it lacks.
import { counted } from './texts.js';

const TRIES = 6;

const bar = document.createElement('p');
const button = document.createElement('button');
const told = document.createElement('p');
const sleep = (time) => new Promise((done) => { setTimeout(done, time); });
const entries = (parent) => [...parent.querySelectorAll(':scope > .live-entry')];
const numberOf = (entry) => Number(entry.dataset.entry);
const find = (number) => document.getElementById(`live-entry-${number}`);
const wantedOrder = () => document.getElementById('story')?.dataset.live ?? '';
const revisionIn = (page) => Number(page.getElementById('story')?.dataset.revision);
const versionOf = (element) => Number(element.dataset.version);

let section = null;
let list = null;
let pinned = null;
let wanted = 0;
let isCatchingUp = false;

bar.className = 'live-new';
button.type = 'button';
button.className = 'button';
button.addEventListener('click', showWaiting);
bar.append(button);
told.className = 'visually-hidden';
told.setAttribute('role', 'status');
adopt(document.getElementById('live-entries'));
// Pages of older comments show none in any case.
const showsEntries = hasOrder(wantedOrder());

function adopt(element) {
  section = element;
  list = section?.querySelector('.live-list');
  pinned = section?.querySelector('.live-pinned');
  bar.hidden = true;
  section?.querySelector('.live-blog-head').after(bar, told);
}

// 'newest' or 'oldest' first; '' for a story without.
function hasOrder(order) {
  return (section?.isConnected ? section.dataset.order : '') === order;
}

/** The story was changed: when it became a live one, or is to show its entries the other way round, the page is read anew until it does. */
export async function followOrder(refresh) {
  for (let tries = 0; tries < TRIES && showsEntries && !hasOrder(wantedOrder()); tries += 1) {
    await sleep(Math.random() * 1_000 * 2 ** tries);
    await refresh();
  }
}

// The story became a live one, or none, or shows its entries in the other order: the section of a page that was read anew takes the place of what is here.
function exchange(newer) {
  if (section?.isConnected) section.remove();
  adopt(newer ? document.importNode(newer, true) : null);
  if (section) document.getElementById('story').after(section);
}

/** What an event says: changes, or a version alone. */
export function takeEntries(update) {
  if (!section?.isConnected || update.version <= versionOf(section)) return;
  wanted = Math.max(wanted, update.version);
  if (update.complete && update.from <= versionOf(section)) apply(update);
  else catchUp();
}

/** The entries of a page that was read anew. */
export function showEntries(page) {
  const newer = page.querySelector('#live-entries');
  if (revisionIn(page) >= revisionIn(document) && !hasOrder(newer?.dataset.order ?? '')) {
    exchange(newer);
    return;
  }
  if (!section?.isConnected || !newer || newer.dataset.order !== section.dataset.order || versionOf(newer) <= versionOf(section)) return;
  const there = new Map([...newer.querySelectorAll('.live-entry')].map((entry) => [numberOf(entry), entry]));
  const numbers = entries(newer.querySelector('.live-list')).map(numberOf);
  const [first, last] = [Math.min(...numbers), Math.max(...numbers)];
  // What lies beyond that page may well be there still.
  const isMissing = (number) => !there.has(number) && (!numbers.length || (isOldestFirst() ? number <= last : number >= first) || !newer.querySelector('.live-pager'));
  const gone = [...section.querySelectorAll('.live-entry')].map(numberOf).filter(isMissing);
  apply({
    version: versionOf(newer),
    entries: [...gone.map((id) => ({ id })), ...[...there].map(([id, element]) => ({ id, element }))],
    pinned: entries(newer.querySelector('.live-pinned')).map(numberOf),
    ended: newer.querySelector('.live-badge').classList.contains('live-badge-over'),
    state: newer.querySelector('.live-blog-state').textContent,
  });
  leadOn(newer, first);
}

// Between the newest entries and those that were here already there may be more than a page holds: the way to them stands in their place.
function leadOn(newer, first) {
  const pager = newer.querySelector('.live-pager');
  if (!pager || isOldestFirst()) return;
  const older = entries(list).filter((entry) => numberOf(entry) < first);
  const way = document.importNode(pager, true);
  if (!older.length) {
    section.querySelector(':scope > .live-pager')?.remove();
    section.append(way);
  } else if (numberOf(older[0]) < first - 1) {
    way.classList.replace('live-pager', 'live-gap');
    older[0].before(way);
  }
}

function isOldestFirst() {
  return section.dataset.order === 'oldest';
}

function elementOf(html) {
  const template = document.createElement('template');
  template.innerHTML = html;
  return template.content.firstElementChild;
}

function apply(update) {
  const isRead = list.getBoundingClientRect().top < 0 && !isOldestFirst();
  let added = 0;
  for (const { id, html, element } of update.entries) {
    const known = find(id);
    const entry = html ? elementOf(html) : element && document.importNode(element, true);
    if (!entry) known?.remove();
    else if (known?.isEqualNode(entry) && (known.parentElement === pinned) === update.pinned.includes(id)) continue;
    else {
      const isNew = !known;
      const wasWaiting = known?.hidden ?? false;
      known?.remove();
      if (!place(entry, update.pinned.includes(id))) continue;
      // What is being read stays where it is.
      entry.hidden = wasWaiting || (isNew && isRead);
      if (isNew) added += 1;
    }
  }
  for (const number of update.pinned) if (find(number)?.parentElement === pinned) pinned.append(find(number));
  section.dataset.version = update.version;
  section.querySelector('.live-blog-state').textContent = update.state;
  section.querySelector('.live-badge').classList.toggle('live-badge-over', update.ended);
  if (added) told.textContent = counted('newLiveEntries', added);
  showBar();
}

/** Puts an entry where it belongs; false when that is on another page. */
function place(entry, isPinned) {
  if (isPinned) {
    pinned.prepend(entry);
    return true;
  }
  const number = numberOf(entry);
  const next = entries(list).find((other) => (isOldestFirst() ? numberOf(other) > number : numberOf(other) < number));
  if (!next && section.querySelector('.live-pager')) return false;
  list.insertBefore(entry, next ?? null);
  return true;
}

function waiting() {
  return [...section.querySelectorAll('.live-entry[hidden]')];
}

function showBar() {
  const count = waiting().length;
  bar.hidden = count === 0;
  button.textContent = count ? counted('newLiveEntries', count) : '';
}

function showWaiting() {
  const shown = waiting();
  for (const entry of shown) entry.hidden = false;
  showBar();
  section.scrollIntoView();
  if (!shown.length) return;
  shown[0].tabIndex = -1;
  shown[0].focus({ preventScroll: true });
}

// All readers are told at once and do not ask at once.
async function catchUp() {
  if (isCatchingUp) return;
  isCatchingUp = true;
  for (let tries = 0; tries < TRIES && section.isConnected && versionOf(section) < wanted; tries += 1) {
    await sleep(Math.random() * 500 * 2 ** tries);
    await ask();
  }
  isCatchingUp = false;
}

async function ask() {
  try {
    const answer = await fetch(`/api/articles/${section.dataset.story}/entries?after=${versionOf(section)}`);
    if (!answer.ok) return;
    const update = await answer.json();
    if (update.version <= versionOf(section)) return;
    if (update.complete) apply(update);
    else showEntries(new DOMParser().parseFromString(await (await fetch(location.pathname)).text(), 'text/html'));
  } catch {
    // The next try, or the next event, asks again.
  }
}
