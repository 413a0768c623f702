// Tells screen readers of new comments when they have a moment.
import { counted, text } from './texts.js';

const PAUSE = 1_000;

/** A region that is read out politely: each comment once, many at once in one sentence. */
export class Announcer {
  element = document.createElement('p');
  #names = [];
  #told = new WeakSet();
  #timer;

  constructor() {
    this.element.className = 'visually-hidden';
    this.element.setAttribute('role', 'status');
  }

  announce(comment) {
    const name = comment.querySelector('.fn')?.textContent.trim();
    if (!name || this.#told.has(comment)) return;
    this.#told.add(comment);
    this.#names.push(name);
    this.#timer ??= setTimeout(() => {
      const names = this.#names.splice(0);
      this.#timer = undefined;
      this.element.textContent = names.length === 1 ? text('newCommentBy', names[0]) : counted('newComments', names.length);
    }, PAUSE);
  }
}
