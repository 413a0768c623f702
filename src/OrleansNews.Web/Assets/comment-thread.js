// <comment-thread>: the conversation that grows while it is read.
import { Announcer } from './announcer.js';
import { LiveFeed } from './live-feed.js';
import { elementOf, find, hasPlace, hide, merge, put, showOpen, wouldDisturb } from './comment-list.js';
import { markOwn } from './own-comments.js';
import { writeAges } from './time.js';
import { followOrder, showEntries, takeEntries } from './live-entries.js';
import { prepareStory, showArticle, showWithdrawn, storyOf } from './story-update.js';
import { showVotes, vote } from './votes.js';
import { counted, text } from './texts.js';

const BETWEEN_REFRESHES = 2_000;
const OWN_COMMENT = 3_000;
const LONGEST_PAUSE = 120_000;
const GONE = 410;

const sleep = (time) => new Promise((done) => { setTimeout(done, time); });

async function fetchPage(address) {
  try {
    const answer = await fetch(address, { headers: { accept: 'text/html' } });
    return { status: answer.status, page: answer.ok ? new DOMParser().parseFromString(await answer.text(), 'text/html') : null };
  } catch {
    return {};
  }
}

/** Whether a position is behind another of the same epoch. */
function isLater(position, other) {
  const [[epoch, sequence], [otherEpoch, otherSequence]] = [position, other].map((text) => text.split(':').map(Number));
  return epoch === otherEpoch && sequence > otherSequence;
}

class CommentThread extends HTMLElement {
  #feed;
  #bar;
  #state;
  #announcer = new Announcer();
  #waiting = [];
  #unseen = [];
  #elsewhere = new Map();
  #own = new Set();
  #heard = new Map();
  #refreshing;
  #refreshedAt = -Infinity;
  #isBehind = false;
  #resets = 0;

  connectedCallback() {
    markOwn(this);
    this.addEventListener('submit', (event) => {
      if (event.target.matches('.votes')) vote(event);
    });
    this.#build();
    this.#feed = new LiveFeed(`/api/articles/${this.dataset.article}/live`, this.dataset.position, {
      event: (name, data, position) => this.#on(name, data, position),
      poll: () => this.refresh(),
      state: (state) => this.#showState(state),
    });
    this.#feed.start();
    addEventListener('scroll', () => this.#forgetSeen(), { passive: true });
  }

  disconnectedCallback() {
    this.#feed.stop();
  }

  /** Reads the page anew and takes over what is different; not twice at a time, and not again and again. Resolves to whether that succeeded. */
  refresh() {
    this.#refreshing ??= this.#refresh().finally(() => { this.#refreshing = undefined; });
    return this.#refreshing;
  }

  /** Shows the reader's own comment as soon as it is here, whatever else they do. */
  async show(id) {
    const own = String(id);
    this.#own.add(own);
    const waiting = this.#waiting.find((comment) => comment.dataset.id === own);
    if (waiting) this.#take(waiting);
    this.#unseen = this.#unseen.filter((comment) => comment.dataset.id !== own);
    this.#showBar();
    if (find(id)) return;
    const arrival = new Promise((done) => {
      this.addEventListener('comment-arrived', (event) => { if (event.detail === own) done(true); });
    });
    if (!(await Promise.race([arrival, sleep(OWN_COMMENT)]))) await this.refresh();
  }

  async #refresh() {
    await sleep(Math.max(0, this.#refreshedAt + BETWEEN_REFRESHES - performance.now()));
    this.#refreshedAt = performance.now();
    const { status, page } = await fetchPage(this.#pageAddress());
    if (status === GONE) this.#withdraw();
    const thread = page?.querySelector('comment-thread');
    if (!thread) return status === GONE;
    const { position } = thread.dataset;
    this.#waiting = [];
    for (const [id, heard] of this.#heard) if (!isLater(heard, position)) this.#heard.delete(id);
    for (const comment of merge(this, thread, (id) => this.#heard.has(id), (known) => this.#finish(known))) this.#arrived(comment);
    this.querySelector('.comments-title').textContent = thread.querySelector('.comments-title').textContent;
    showOpen(this, !thread.querySelector('#comments > .no-comments'));
    showArticle(page.querySelector('#story'));
    showEntries(page);
    this.dataset.position = position;
    this.#feed.goOnFrom(position);
    return true;
  }

  // Something is missing that only the page can tell, however long it takes to get one. All readers are told at once and do not ask at once, and a page that is
  // answered by a reset again is not asked for again and again.
  async #catchUp() {
    if (this.#isBehind) return;
    this.#isBehind = true;
    this.#resets = performance.now() - this.#refreshedAt < LONGEST_PAUSE ? this.#resets + 1 : 0;
    for (let tries = this.#resets; this.isConnected; tries += 1) {
      await sleep(Math.min(LONGEST_PAUSE, 1_000 * 2 ** tries) * Math.random());
      if (await this.refresh()) break;
    }
    this.#isBehind = false;
  }

  #withdraw() {
    this.#feed.stop();
    showWithdrawn();
    showOpen(this, false);
    this.#state.hidden = true;
  }

  // The page that the reader has open, by its own number when the story's address may show a newer one by now.
  #pageAddress() {
    const { page, path } = this.dataset;
    return Number(page) > 1 && location.pathname === path ? `${path}comment-page-${page}/` : location.pathname + location.search;
  }

  #build() {
    this.#state = document.createElement('p');
    this.#state.className = 'live-state';
    for (const name of ['live-words', 'live-readers']) this.#state.append(Object.assign(document.createElement('span'), { className: name }));
    this.#bar = document.createElement('p');
    this.#bar.className = 'live-bar';
    this.#bar.hidden = true;
    const button = document.createElement('button');
    button.className = 'button';
    button.type = 'button';
    button.addEventListener('click', () => this.#showNew());
    const link = Object.assign(document.createElement('a'), { className: 'button' });
    this.#bar.append(button, link);
    prepareStory();
    this.querySelector('.comments-title').after(this.#state);
    this.append(this.#announcer.element, this.#bar);
    this.#showState('waiting');
  }

  #showState(state) {
    this.#state.dataset.state = state;
    this.#state.firstElementChild.textContent = text(state === 'open' ? 'live' : 'waiting');
    if (state !== 'open') this.#state.lastElementChild.textContent = '';
  }

  #on(name, data, position) {
    if (data.id && position) this.#heard.set(String(data.id), position);
    switch (name) {
      case 'comment':
      case 'edited':
      case 'decided':
        if (data.html) this.#take(elementOf(data.html), name === 'edited');
        else this.#drop(data.id);
        break;
      case 'count':
        this.querySelector('.comments-title').textContent = data.heading;
        break;
      case 'votes':
        for (const votes of data.votes) showVotes(find(votes.id) ?? this.#waiting.find((comment) => Number(comment.dataset.id) === votes.id), votes);
        break;
      case 'closed':
        // Whether it is open again is not for the thread alone to say.
        if (!data.open) showOpen(this, false);
        break;
      case 'open':
        showOpen(this, data.open);
        break;
      case 'readers':
        this.#state.lastElementChild.textContent = counted('readers', data.readers);
        break;
      case 'article':
        if (data.revision > Number(document.getElementById('story')?.dataset.revision)) {
          if (data.status === 'withdrawn') this.#withdraw();
          else if (data.html) {
            showArticle(storyOf(data.html));
            followOrder(() => this.refresh());
          }
          else this.refresh();
        }
        break;
      case 'entries':
        takeEntries(data);
        break;
      case 'reset':
        this.#catchUp();
        break;
    }
  }

  #take(comment, isEdit = false) {
    const { id, parent } = comment.dataset;
    this.#waiting = this.#waiting.filter((other) => other.dataset.id !== id);
    const known = find(id);
    if (known) {
      put(this, comment);
      this.#finish(known);
      return;
    }
    // A reply to one that waits waits behind it.
    const follows = this.#waiting.some((other) => other.dataset.id === parent);
    if (!follows && !hasPlace(this, comment)) this.#passBy(comment, isEdit);
    else if (follows || (!this.#own.has(id) && wouldDisturb(this, comment))) {
      this.#waiting.push(comment);
      this.#waiting.sort((one, other) => one.dataset.id - other.dataset.id);
      this.#announcer.announce(comment);
    } else if (put(this, comment)) this.#arrived(comment);
    this.#showBar();
  }

  // Another page shows it: the newest one, or that of the whole conversation.
  #passBy(comment, isEdit) {
    const { id } = comment.dataset;
    if (this.#own.has(id)) this.#tell(id);
    else if (!isEdit && this.dataset.newest !== 'true') {
      this.#elsewhere.set(id, comment.querySelector('.comment-date').href);
      this.#announcer.announce(comment);
    }
  }

  #drop(id) {
    this.#waiting = this.#waiting.filter((comment) => comment.dataset.id !== String(id));
    this.#unseen = this.#unseen.filter((comment) => comment.dataset.id !== String(id));
    this.#elsewhere.delete(String(id));
    hide(id);
    this.#showBar();
  }

  #tell(id) {
    this.dispatchEvent(new CustomEvent('comment-arrived', { detail: id }));
  }

  #arrived(comment) {
    this.#finish(comment);
    comment.classList.add('is-new');
    if (!this.#own.has(comment.dataset.id)) this.#unseen.push(comment);
    this.#announcer.announce(comment);
    this.#forgetSeen();
    this.#tell(comment.dataset.id);
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
    const [button, link] = this.#bar.children;
    const counts = [this.#waiting.length + this.#unseen.length, this.#elsewhere.size];
    this.#bar.hidden = counts[0] + counts[1] === 0;
    for (const [i, control] of [button, link].entries()) {
      control.hidden = counts[i] === 0;
      control.textContent = counted('newComments', counts[i]);
    }
    // To the first of them: which page it is on, the site knows.
    if (counts[1]) link.href = this.#elsewhere.values().next().value;
  }

  #showNew() {
    const first = [...this.#waiting, ...this.#unseen][0];
    const shown = this.#waiting.splice(0).map((comment) => {
      const isNew = put(this, comment);
      if (isNew) this.#arrived(comment);
      return isNew;
    });
    this.#unseen = [];
    this.#showBar();
    // What was to be answered may have been hidden meanwhile: the page knows what stands in its place.
    if (shown.includes(false)) this.refresh();
    if (!first?.isConnected) return;
    // The button is gone, and with it the focus of who pressed it.
    first.tabIndex = -1;
    first.focus({ preventScroll: true });
    first.scrollIntoView({ block: 'center' });
  }
}

customElements.define('comment-thread', CommentThread);
