// Which comments this tab has written and may still edit, and how this browser voted: known here alone, because pages hold nothing personal.
import { read, write } from './kept.js';
import { text } from './texts.js';

const WRITTEN = 'news-written';
const VOTES = 'news-votes';

// Without them a page shows no edit link and no pressed button; both still work.
function known(storage, key) {
  try {
    return JSON.parse(read(storage, key)) ?? {};
  } catch {
    return {}; // Somebody else wrote there.
  }
}
const note = (storage, key, id, value) => write(storage, key, JSON.stringify({ ...known(storage, key), [id]: value }));

export function noteWritten(id, minutes) {
  if (minutes > 0) note('sessionStorage', WRITTEN, id, Date.now() + minutes * 60_000);
}

export function noteVote(id, vote) {
  note('localStorage', VOTES, id, vote === 'none' ? undefined : vote);
}

/** Marks this browser's votes, and offers to edit what this tab wrote a moment ago. */
export function markOwn(root) {
  const votes = known('localStorage', VOTES);
  const written = known('sessionStorage', WRITTEN);
  for (const comment of root.matches?.('.comment') ? [root, ...root.querySelectorAll('.comment')] : root.querySelectorAll('.comment')) {
    const { id } = comment.dataset;
    for (const button of comment.querySelectorAll(':scope > .comment-body .vote')) {
      button.setAttribute('aria-pressed', String(votes[id] === button.value));
    }
    const actions = comment.querySelector(':scope > .comment-body .comment-actions');
    if (!actions || !(written[id] > Date.now()) || actions.querySelector('.comment-edit-link')) continue;
    const edit = document.createElement('a');
    edit.className = 'comment-edit-link';
    edit.href = `/comments/${id}/edit`;
    edit.textContent = text('edit');
    actions.querySelector('.comment-flag-link').replaceWith(edit);
    setTimeout(() => edit.remove(), written[id] - Date.now());
  }
}
