// The live feed of a story: server-sent events, resumed by position; where those are blocked, a look at the page from time to time.
const LOG = ['comment', 'edited', 'decided', 'closed'];
const STATES = ['count', 'votes', 'readers', 'article', 'reset'];
const IDLE = 60_000;
const POLL = 20_000;
const LONGEST_PAUSE = 120_000;
const SILENCE = 15_000;
const FAILURES_BEFORE_POLLING = 3;

export class LiveFeed {
  #address;
  #position;
  #handlers;
  #source;
  #failures = 0;
  #retry;
  #silence;
  #idle;
  #stopped = false;

  /** handlers: { event(name, data), poll(), state(name) } */
  constructor(address, position, handlers) {
    this.#address = address;
    this.#position = position;
    this.#handlers = handlers;
  }

  start() {
    document.addEventListener('visibilitychange', this.#onVisibility);
    addEventListener('pagehide', () => this.#close());
    addEventListener('pageshow', (event) => { if (event.persisted) this.#open(); });
    this.#open();
  }

  stop() {
    this.#stopped = true;
    document.removeEventListener('visibilitychange', this.#onVisibility);
    clearTimeout(this.#idle);
    this.#close();
  }

  /** Goes on from a page that was read anew. While the feed is out of reach its next try stays where it is. */
  goOnFrom(position) {
    this.#position = position;
    if (!this.#source) return;
    this.#close();
    this.#open();
  }

  #open() {
    if (this.#stopped || this.#source) return;
    clearTimeout(this.#retry);
    const source = new EventSource(`${this.#address}?after=${encodeURIComponent(this.#position)}`);
    this.#source = source;
    // Something between here and the server may take the stream in and never pass it on: a feed begins with states, or it is none.
    this.#silence = setTimeout(() => {
      this.#failures += 1;
      this.#tryAgain();
    }, SILENCE);
    source.onerror = () => {
      if (this.#source !== source) return;
      this.#handlers.state('waiting');
      // The browser comes back by itself, with its position, unless the answer was an error or it fails again and again.
      this.#failures += 1;
      if (source.readyState === EventSource.CLOSED || this.#failures >= FAILURES_BEFORE_POLLING) this.#tryAgain();
    };
    for (const name of [...LOG, ...STATES]) {
      source.addEventListener(name, (event) => {
        if (this.#source !== source) return;
        clearTimeout(this.#silence);
        this.#failures = 0;
        this.#handlers.state('open');
        if (event.lastEventId) this.#position = event.lastEventId;
        this.#handlers.event(name, JSON.parse(event.data));
      });
    }
  }

  #close() {
    clearTimeout(this.#retry);
    clearTimeout(this.#silence);
    this.#source?.close();
    this.#source = undefined;
  }

  #tryAgain() {
    this.#close();
    this.#handlers.state('waiting');
    const polls = this.#failures - FAILURES_BEFORE_POLLING + 1;
    if (polls > 0) this.#handlers.poll();
    const pause = polls > 0 ? Math.min(LONGEST_PAUSE, POLL * polls) : 2_000 * this.#failures;
    this.#retry = setTimeout(() => this.#open(), pause * (0.75 + Math.random() / 2));
  }

  // A tab that nobody looks at lets go of its feed after a while, and takes it up where it was: a browser has few connections to one site.
  #onVisibility = () => {
    clearTimeout(this.#idle);
    if (document.hidden) this.#idle = setTimeout(() => this.#close(), IDLE);
    else this.#open();
  };
}
