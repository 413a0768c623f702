// The live feed of a story: server-sent events, resumed by position; where those are blocked, a look at the page from time to time.
const LOG = ['comment', 'edited', 'decided', 'closed'];
const STATES = ['count', 'votes', 'readers', 'article', 'reset'];
const IDLE = 5 * 60_000;
const POLL = 20_000;
const FAILURES_BEFORE_POLLING = 3;

export class LiveFeed {
  #address;
  #position;
  #handlers;
  #source;
  #failures = 0;
  #retry;
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
    this.#close();
  }

  /** Goes on from a page that was read anew. */
  goOnFrom(position) {
    this.#position = position;
    this.#close();
    this.#open();
  }

  #open() {
    if (this.#stopped || this.#source) return;
    clearTimeout(this.#retry);
    const source = new EventSource(`${this.#address}?after=${encodeURIComponent(this.#position)}`);
    this.#source = source;
    source.onopen = () => {
      this.#failures = 0;
      this.#handlers.state('open');
    };
    source.onerror = () => {
      if (this.#source !== source) return;
      this.#handlers.state('waiting');
      // The browser comes back by itself, with its position, unless the answer was an error.
      if (source.readyState === EventSource.CLOSED) this.#tryAgain();
    };
    for (const name of [...LOG, ...STATES]) {
      source.addEventListener(name, (event) => {
        if (this.#source !== source) return;
        if (event.lastEventId) this.#position = event.lastEventId;
        this.#handlers.event(name, JSON.parse(event.data));
      });
    }
  }

  #close() {
    clearTimeout(this.#retry);
    this.#source?.close();
    this.#source = undefined;
  }

  #tryAgain() {
    this.#close();
    this.#failures += 1;
    if (this.#failures >= FAILURES_BEFORE_POLLING) this.#handlers.poll();
    const delay = Math.min(60_000, this.#failures >= FAILURES_BEFORE_POLLING ? POLL * (this.#failures - 1) : 2_000 * this.#failures);
    this.#retry = setTimeout(() => this.#open(), delay * (0.75 + Math.random() / 2));
  }

  // A tab that nobody looks at lets go of its feed after a while, and takes it up where it was.
  #onVisibility = () => {
    clearTimeout(this.#idle);
    if (document.hidden) this.#idle = setTimeout(() => this.#close(), IDLE);
    else this.#open();
  };
}
