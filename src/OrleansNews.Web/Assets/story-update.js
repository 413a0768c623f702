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

function showTitle(title) {
  const headline = part('.headline');
  const before = headline.textContent;
  headline.textContent = title;
  document.title = document.title.replace(before, () => title);
}

/** Shows that the newsroom has taken the story back: nothing of it stays. */
export function showWithdrawn() {
  showTitle(text('withdrawnTitle'));
  part('.standfirst')?.remove();
  part('.story-body').replaceChildren();
  part('.story-foot')?.remove();
  document.getElementById('live-entries')?.remove();
  announce(text('storyWithdrawn'));
}

/** The story's element in the words of an event. */
export function storyOf(html) {
  const template = document.createElement('template');
  template.innerHTML = html;
  return template.content.querySelector('#story');
}

/** Shows a newer revision: the story's element, as an event or a page that was read anew has it. */
export function showArticle(newer) {
  const story = document.getElementById('story');
  if (!story || !newer || Number(newer.dataset.revision) <= Number(story.dataset.revision)) return;
  showTitle(newer.querySelector('.headline').textContent);
  // The line stays where it is: out of the page and in again, a screen reader would not know it any more.
  for (const old of [...story.children]) if (!old.matches('.story-update')) old.remove();
  story.append(...document.importNode(newer, true).children);
  story.dataset.revision = newer.dataset.revision;
  story.dataset.live = newer.dataset.live;
  announce(text('storyUpdated'));
}
