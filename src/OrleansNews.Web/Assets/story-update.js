// A story that changes while it is read: the new text takes the old one's place, and a line says so.
import { text } from './texts.js';

function announce(words) {
  const story = document.getElementById('story');
  story.querySelector('.story-update')?.remove();
  const bar = document.createElement('p');
  bar.className = 'story-update';
  bar.setAttribute('role', 'status');
  bar.textContent = words;
  story.prepend(bar);
}

function replace(selector, node) {
  const old = document.querySelector(`#story ${selector}`);
  if (old && node) old.replaceWith(node);
}

/** Shows a newer revision: the data of an event, or the story element of a page that was read anew. */
export function showArticle(newer) {
  const story = document.getElementById('story');
  if (!story || !newer) return;
  if (newer instanceof Element) {
    if (Number(newer.dataset.revision) <= Number(story.dataset.revision)) return;
    for (const part of ['.story-head', '.story-body']) replace(part, document.importNode(newer.querySelector(part), true));
    story.dataset.revision = newer.dataset.revision;
    announce(text('storyUpdated'));
    return;
  }
  story.dataset.revision = newer.revision;
  if (newer.status === 'withdrawn') {
    story.querySelector('.story-body').replaceChildren();
    announce(text('storyWithdrawn'));
    return;
  }
  story.querySelector('.headline').textContent = newer.title;
  const standfirst = story.querySelector('.standfirst');
  if (standfirst) standfirst.textContent = newer.excerpt ?? '';
  const body = story.querySelector('.story-body');
  const dateline = body.querySelector(':scope > .dateline');
  body.innerHTML = newer.html;
  if (dateline) body.prepend(dateline);
  announce(text('storyUpdated'));
}
