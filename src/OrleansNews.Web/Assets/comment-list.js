// The comments on the page: where one belongs, and how it comes and goes without moving what somebody is reading.
import { text } from './texts.js';
import { copyVotes } from './votes.js';

const list = (root) => root.querySelector('.comment-list');

/** Makes the element that an event or another copy of the page carries. */
export function elementOf(html) {
  const template = document.createElement('template');
  template.innerHTML = html;
  return template.content.querySelector('.comment');
}

export const find = (id) => document.getElementById(`comment-${id}`);

function levelOf(comment) {
  let level = 0;
  for (let at = comment; at; at = at.parentElement.closest('.comment')) level += 1;
  return level;
}

// With one level nothing stands below anything: all comments are one list by date.
const isFlat = (root) => root.dataset.depth === '1';

// An edit or a late approval may be about a conversation that begins before this page does.
function isOfAnOlderPage(root, comment) {
  const conversations = [...list(root).children].filter((other) => other.dataset.id && (isFlat(root) || !other.dataset.parent));
  const oldest = root.dataset.order === 'newest' ? conversations.at(-1) : conversations[0];
  return Number(root.dataset.page) > 1 && oldest && Number(comment.dataset.id) < Number(oldest.dataset.id);
}

// Where a comment belongs: into a list, or below the comment that it answers; null when this page does not show its place.
function placeOf(root, comment) {
  const { parent } = comment.dataset;
  if (!parent || isFlat(root)) return root.dataset.newest === 'true' && !isOfAnOlderPage(root, comment) ? list(root) : null;
  const answered = find(parent);
  return answered && levelOf(answered) >= Number(root.dataset.depth) ? answered.parentElement : answered;
}

function listAt(place) {
  if (place.matches('ol')) return place;
  let children = place.querySelector(':scope > .children');
  if (!children) {
    children = document.createElement('ol');
    children.className = 'children';
    const more = place.querySelector(':scope > .more-replies');
    if (more) more.before(children);
    else place.append(children);
  }
  return children;
}

/** Whether this page shows the place of a comment. */
export const hasPlace = (root, comment) => placeOf(root, comment) !== null;

// In a field of the form, or with words in it that are in view; who has just sent them stands on the button, and waits for their own comment.
function isTyping(form) {
  if (!form || form.hidden) return false;
  if (form.contains(document.activeElement) && document.activeElement.matches('textarea, input:not([type="submit"])')) return true;
  const { top, bottom } = form.getBoundingClientRect();
  return Boolean(form.querySelector('textarea')?.value) && top < innerHeight && bottom > 0;
}

const isOlder = (comment, other) => Number(comment.dataset.id) < Number(other.dataset.id);

// Comments arrive in the order of the log, but an approval can come late: ids grow with posting.
function siblingBefore(siblings, comment) {
  const newestOnTop = siblings.matches('.comment-list') && siblings.closest('comment-thread').dataset.order === 'newest';
  return [...siblings.children].findLast((other) => other.dataset.id && (newestOnTop ? isOlder(comment, other) : isOlder(other, comment)));
}

/** Whether putting a comment in now would push away what the reader is looking at or typing into. */
export function wouldDisturb(root, comment) {
  const place = placeOf(root, comment);
  const form = document.getElementById('respond');
  if (isTyping(form) && place.compareDocumentPosition(form) & Node.DOCUMENT_POSITION_FOLLOWING) return true;
  const siblings = place.matches('ol') ? place : place.querySelector(':scope > .children');
  const before = siblings && siblingBefore(siblings, comment);
  if (before) return before.getBoundingClientRect().bottom < 0;
  return siblings?.firstElementChild ? siblings.getBoundingClientRect().top < 0 : place.getBoundingClientRect().bottom < 0;
}

/** Puts a comment where it belongs, or exchanges the one that is there. True when it is new to the page. */
export function put(root, comment) {
  const known = find(comment.dataset.id);
  if (known) {
    known.querySelector(':scope > .comment-body')?.replaceWith(comment.querySelector(':scope > .comment-body'));
    known.className = comment.className;
    known.dataset.version = comment.dataset.version;
    return false;
  }
  const place = placeOf(root, comment);
  if (!place) return false;
  const siblings = listAt(place);
  const before = siblingBefore(siblings, comment);
  if (before) before.after(comment);
  else siblings.prepend(comment);
  return true;
}

/** Takes a comment away; one with replies leaves its place to them. */
export function hide(id) {
  const comment = find(id);
  if (!comment) return;
  // Somebody may be writing an answer in here: their words go back to where the form lives.
  if (comment.querySelector(':scope > #respond')) document.getElementById('cancel-comment-reply-link').click();
  if (!comment.querySelector('.comment')) {
    comment.remove();
    return;
  }
  const gone = document.createElement('p');
  gone.className = 'comment-body placeholder';
  gone.textContent = text('placeholderRemoved');
  comment.querySelector(':scope > .comment-body').replaceWith(gone);
  comment.classList.add('hidden-comment');
}

function isInView(element) {
  if (!element) return false;
  const { top, bottom } = element.getBoundingClientRect();
  return bottom > 0 && top < innerHeight;
}

// What the page itself marks as having just come is no change.
const classesOf = (comment) => [...comment.classList].filter((name) => name !== 'is-new').join(' ');

// The page scrolls smoothly to a field that somebody enters; a correction of the place on the way would end that before it is in view.
const ENTERING = 1000;
let enteredAt = -ENTERING;
document.addEventListener('focusin', (event) => {
  if (event.target.closest('#respond')) enteredAt = performance.now();
});

/**
 * Brings the page to the state of another copy of it, and keeps the reader's place. Of comments about which the page has heard later, the copy says nothing; what is exchanged is finished before
 * the place is measured.
 */
export function merge(root, copy, hasHeardLater, finish) {
  // Who types looks at what they type; everybody else at the first comment in view, or at what stands below all of them. Above them nothing moves.
  const typing = document.getElementById('respond')?.contains(document.activeElement) ? document.activeElement : null;
  const anchor = typing ?? [...root.querySelectorAll('.comment'), document.getElementById('respond'), root.nextElementSibling].find(isInView);
  const before = anchor?.getBoundingClientRect().top;
  const fresh = new Set();
  const added = [];
  for (const comment of copy.querySelectorAll('.comment-list .comment')) {
    fresh.add(comment.dataset.id);
    if (hasHeardLater(comment.dataset.id)) continue;
    const alone = document.importNode(comment, true);
    alone.querySelector(':scope > .children')?.remove();
    const known = find(comment.dataset.id);
    if (known && known.dataset.version === comment.dataset.version && classesOf(known) === classesOf(comment)) {
      copyVotes(comment, known);
      continue;
    }
    if (put(root, alone)) added.push(alone);
    else if (known) finish(known);
  }
  // A conversation that has grown by a page shows another one at this address: what only the old one has is still there, a page further back.
  if (copy.dataset.page === root.dataset.page) {
    for (const comment of root.querySelectorAll('.comment-list .comment')) {
      if (!fresh.has(comment.dataset.id) && !hasHeardLater(comment.dataset.id)) hide(comment.dataset.id);
    }
  }
  if (typing && performance.now() - enteredAt < ENTERING) typing.scrollIntoView({ block: 'center', behavior: 'instant' });
  else if (anchor?.isConnected) scrollBy({ top: anchor.getBoundingClientRect().top - before, behavior: 'instant' });
  return added;
}

/** Shows whether comments are taken. */
export function showOpen(root, open) {
  const section = root.querySelector('#comments');
  const note = section.querySelector(':scope > .no-comments');
  if (open !== Boolean(note)) return;
  if (open) note.remove();
  else section.append(Object.assign(document.createElement('p'), { className: 'no-comments', textContent: text('commentsClosed') }));
  const form = document.getElementById('respond');
  if (form) form.hidden = !open;
  for (const reply of root.querySelectorAll('.comment-reply-link')) reply.hidden = !open;
}
