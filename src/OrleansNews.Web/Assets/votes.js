// The votes on comments: their numbers, and one's own.
import { markOwn, noteVote } from './own-comments.js';

const SIDES = ['up', 'down'];
const countOf = (comment, side) => comment.querySelector(`:scope > .comment-body .votes [value="${side}"] .count`);

/** Writes the numbers into a comment. */
export function showVotes(comment, votes) {
  for (const side of SIDES) {
    const count = comment && countOf(comment, side);
    if (count) count.textContent = votes[side] || '';
  }
}

/** Takes over the numbers of another copy of a comment. */
export function copyVotes(from, to) {
  for (const side of SIDES) {
    const [newer, count] = [countOf(from, side), countOf(to, side)];
    if (newer && count) count.textContent = newer.textContent;
  }
}

/** Casts, changes or takes back a vote: what a form of votes would send. */
export async function vote(event) {
  event.preventDefault();
  const comment = event.target.closest('.comment');
  const { id } = comment.dataset;
  const wanted = event.submitter.getAttribute('aria-pressed') === 'true' ? 'none' : event.submitter.value;
  const answer = await fetch(`/api/comments/${id}/vote`, {
    method: 'PUT',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ vote: wanted }),
  }).catch(() => null);
  if (!answer?.ok) return;
  noteVote(id, wanted);
  showVotes(comment, await answer.json());
  markOwn(comment);
}
