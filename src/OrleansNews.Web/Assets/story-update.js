// A story that changes while it is read: the new text takes the old one's place, and a line says so.
import { text } from './texts.js';

const part = (selector) => document.querySelector(`#story ${selector}`);

/** Makes the line, empty: screen readers tell what changes in a region that they know. */
export function prepareStory() {
  const bar = document.createElement('p');
  bar.className = 'story-update';
  bar.setAttribute('role', 'status');
  document.getElementById('story')?.prepend(bar);
}

function announce(words) {
  part('.story-update').textContent = words;
}

function replace(selector, node) {
  const old = part(selector);
  if (old && node) old.replaceWith(node);
}

function showTitle(title) {
  const headline = part('.headline');
  const before = headline.textContent;
  headline.textContent = title;
  document.title = document.title.replace(before, () => title);
}

function showStandfirst(words) {
  part('.standfirst')?.remove();
  if (!words) return;
  const standfirst = document.createElement('p');
  standfirst.className = 'standfirst';
  standfirst.textContent = words;
  part('.headline').after(standfirst);
}

/** Shows that the newsroom has taken the story back: nothing of it stays. */
export function showWithdrawn() {
  showTitle(text('withdrawnTitle'));
  showStandfirst('');
  part('.story-body').replaceChildren();
  part('.story-foot')?.remove();
  announce(text('storyWithdrawn'));
}

/** Shows a newer revision: the data of an event, or the story element of a page that was read anew. */
export function showArticle(newer) {
  const story = document.getElementById('story');
  if (!story || !newer) return;
  if (newer instanceof Element) {
    if (Number(newer.dataset.revision) <= Number(story.dataset.revision)) return;
    showTitle(newer.querySelector('.headline').textContent);
    for (const name of ['.story-head', '.story-body']) replace(name, document.importNode(newer.querySelector(name), true));
    story.dataset.revision = newer.dataset.revision;
    announce(text('storyUpdated'));
    return;
  }
  story.dataset.revision = newer.revision;
  showTitle(newer.title);
  showStandfirst(newer.excerpt);
  const body = part('.story-body');
  const dateline = body.querySelector(':scope > .dateline');
  body.innerHTML = newer.html;
  if (dateline) body.prepend(dateline);
  announce(text('storyUpdated'));
}
