// <comment-thread>: the conversation that grows while it is read.
import { LiveFeed } from './live-feed.js';
import { elementOf, find, hide, merge, put, wouldDisturb } from './comment-list.js';
import { markOwn, noteVote } from './own-comments.js';
import { writeAges } from './time.js';
import { showArticle } from './story-update.js';
import { counted, text } from './texts.js';

const BETWEEN_REFRESHES = 2_000;
const BETWEEN_ANNOUNCEMENTS = 1_000;

async function fetchPage(address) {
  const answer = await fetch(address, { headers: { accept: 'text/html' } }).catch(() => null);
  return answer?.ok ? new DOMParser().parseFromString(await answer.text(), 'text/html') : null;
}

class CommentThread extends HTMLElement {
  #feed;
  #bar;
  #state;
  #announcer;
  #waiting = [];
  #unseen = [];
  #news = [];
  #announcing;
  #refreshing;
  #refreshedAt = -Infinity;

  connectedCallback() {
    markOwn(this);
    this.addEventListener('submit', (event) => {
      if (event.target.matches('.votes')) this.#vote(event);
    });
    this.#build();
    this.#feed = new LiveFeed(`/api/articles/${this.dataset.article}/live`, this.dataset.position, {
      event: (name, data) => this.#on(name, data),
      poll: () => this.refresh(),
      state: (state) => this.#showState(state),
    });
    this.#feed.start();
    addEventListener('scroll', () => this.#forgetSeen(), { passive: true });
  }

  disconnectedCallback() {
    this.#feed.stop();
  }

  /** Reads the page anew and takes over what is different; not twice at a time, and not again and again. */
  refresh() {
    this.#refreshing ??= this.#refresh().finally(() => { this.#refreshing = undefined; });
    return this.#refreshing;
  }

  async #refresh() {
    const pause = this.#refreshedAt + BETWEEN_REFRESHES - performance.now();
    if (pause > 0) await new Promise((done) => { setTimeout(done, pause); });
    this.#refreshedAt = performance.now();
    const copy = await fetchPage(this.#pageAddress());
    const thread = copy?.querySelector('comment-thread');
    if (!thread) return;
    this.#waiting = [];
    for (const comment of merge(this, thread)) this.#arrived(comment);
    this.querySelector('.comments-title').textContent = thread.querySelector('.comments-title').textContent;
    showArticle(copy.querySelector('#story'));
    this.dataset.position = thread.dataset.position;
    this.#feed.goOnFrom(thread.dataset.position);
  }

  // The page that the reader has open, by its own number when the story's address may show a newer one by now.
  #pageAddress() {
    const { page, path } = this.dataset;
    return Number(page) > 1 && location.pathname === path ? `${path}comment-page-${page}/` : location.pathname + location.search;
  }

  #build() {
    this.#announcer = document.createElement('p');
    this.#announcer.className = 'visually-hidden';
    this.#announcer.setAttribute('role', 'status');
    this.#state = document.createElement('p');
    this.#state.className = 'live-state';
    this.#bar = document.createElement('p');
    this.#bar.className = 'live-bar';
    this.#bar.hidden = true;
    const button = document.createElement('button');
    button.className = 'button';
    button.type = 'button';
    button.addEventListener('click', () => this.#showNew());
    this.#bar.append(button);
    this.querySelector('.comments-title').after(this.#state);
    this.append(this.#announcer, this.#bar);
    this.#showState('waiting');
  }

  #showState(state) {
    this.#state.dataset.state = state;
    this.#state.textContent = text(state === 'open' ? 'live' : 'waiting');
  }

  #on(name, data) {
    switch (name) {
      case 'comment':
      case 'edited':
      case 'decided':
        if (data.html) this.#take(elementOf(data.html));
        else this.#drop(data.id);
        break;
      case 'count':
        this.querySelector('.comments-title').textContent = data.heading;
        break;
      case 'votes':
        for (const votes of data.votes) this.#showVotes(votes);
        break;
      case 'closed':
        this.#showOpen(data.open);
        break;
      case 'readers':
        this.#state.title = counted('readers', data.readers);
        break;
      case 'article':
        if (data.revision > Number(document.getElementById('story')?.dataset.revision)) {
          if (data.html || data.status === 'withdrawn') showArticle(data);
          else this.refresh();
        }
        break;
      case 'reset':
        this.refresh();
        break;
    }
  }

  #take(comment) {
    this.#waiting = this.#waiting.filter((other) => other.dataset.id !== comment.dataset.id);
    if (!find(comment.dataset.id) && wouldDisturb(this, comment)) {
      this.#waiting.push(comment);
      this.#showBar();
    } else if (put(this, comment)) {
      this.#arrived(comment);
    } else {
      const known = find(comment.dataset.id);
      if (known) this.#finish(known);
    }
  }

  #drop(id) {
    this.#waiting = this.#waiting.filter((comment) => comment.dataset.id !== String(id));
    this.#unseen = this.#unseen.filter((comment) => comment.dataset.id !== String(id));
    hide(id);
    this.#showBar();
  }

  #arrived(comment) {
    this.#finish(comment);
    comment.classList.add('is-new');
    this.#unseen.push(comment);
    this.#announce(comment.querySelector('.fn')?.textContent.trim());
    this.#forgetSeen();
    this.dispatchEvent(new CustomEvent('comment-arrived', { detail: comment.dataset.id }));
  }

  // Read out by screen readers when they have a moment; many comments at once are one sentence.
  #announce(name) {
    if (!name) return;
    this.#news.push(name);
    this.#announcing ??= setTimeout(() => {
      const names = this.#news.splice(0);
      this.#announcing = undefined;
      this.#announcer.textContent = names.length === 1 ? text('newCommentBy', names[0]) : counted('newComments', names.length);
    }, BETWEEN_ANNOUNCEMENTS);
  }

  #finish(comment) {
    writeAges(comment);
    markOwn(comment);
  }

  // Seen is what has been in view; what is further down or waits above is offered by the button.
  #forgetSeen() {
    this.#unseen = this.#unseen.filter((comment) => {
      const { top, bottom } = comment.getBoundingClientRect();
      return comment.isConnected && !(top < innerHeight - 40 && bottom > 0);
    });
    this.#showBar();
  }

  #showBar() {
    const count = this.#waiting.length + this.#unseen.length;
    this.#bar.hidden = count === 0;
    this.#bar.firstElementChild.textContent = counted('newComments', count);
  }

  #showNew() {
    const first = [...this.#waiting, ...this.#unseen][0];
    for (const comment of this.#waiting.splice(0)) {
      if (put(this, comment)) this.#arrived(comment);
    }
    this.#unseen = [];
    this.#showBar();
    first?.scrollIntoView({ block: 'center' });
  }

  #showOpen(open) {
    const form = document.getElementById('respond');
    if (form) form.hidden = !open;
    let note = this.querySelector('.no-comments');
    if (!open && !note) {
      note = document.createElement('p');
      note.className = 'no-comments';
      note.textContent = text('commentsClosed');
      this.querySelector('#comments').append(note);
    }
    if (open) note?.remove();
    for (const reply of this.querySelectorAll('.comment-reply-link')) reply.hidden = !open;
  }

  #showVotes({ id, up, down }) {
    const votes = find(id)?.querySelector(':scope > .comment-body .votes');
    if (!votes) return;
    votes.querySelector('[value="up"] .count').textContent = up || '';
    votes.querySelector('[value="down"] .count').textContent = down || '';
  }

  async #vote(event) {
    event.preventDefault();
    const { id } = event.target.closest('.comment').dataset;
    const vote = event.submitter.getAttribute('aria-pressed') === 'true' ? 'none' : event.submitter.value;
    const answer = await fetch(`/api/comments/${id}/vote`, {
      method: 'PUT',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ vote }),
    }).catch(() => null);
    if (!answer?.ok) return;
    noteVote(id, vote);
    this.#showVotes({ id, ...(await answer.json()) });
    markOwn(find(id));
  }
}

customElements.define('comment-thread', CommentThread);
