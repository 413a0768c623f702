// The live feed of a story: server-sent events, resumed by position; where those are blocked, a look at the page from time to time.
const LOG = ['comment', 'edited', 'decided', 'closed'];
const STATES = ['count', 'open', 'votes', 'readers', 'article', 'entries', 'reset'];
const IDLE = 60_000;
const POLL = 20_000;
const LONGEST_PAUSE = 120_000;
const SILENCE = 15_000;
const BEATS_MISSED = 2.5;
const FAILURES_BEFORE_POLLING = 3;

export class LiveFeed {
  #address;
  #position;
  #handlers;
  #source;
  #failures = 0;
  #retry;
  #silence;
  #patience = SILENCE;
  #idle;
  #isBroken = false;
  #ended = new AbortController();

  /** handlers: { event(name, data, position), poll(), state(name) } */
  constructor(address, position, handlers) {
    this.#address = address;
    this.#position = position;
    this.#handlers = handlers;
  }

  start() {
    const { signal } = this.#ended;
    document.addEventListener('visibilitychange', () => this.#onVisibility(), { signal });
    addEventListener('pagehide', () => this.#close(), { signal });
    addEventListener('pageshow', (event) => { if (event.persisted) this.#open(); }, { signal });
    // A connection that went with the network may look open for minutes.
    addEventListener('online', () => this.#openAnew(), { signal });
    this.#open();
  }

  stop() {
    this.#ended.abort();
    clearTimeout(this.#idle);
    this.#close();
  }

  /** Goes on from a page that was read anew. While the feed is out of reach its next try stays where it is. */
  goOnFrom(position) {
    this.#position = position;
    this.#isBroken = false;
    if (this.#source) this.#openAnew();
  }

  #openAnew() {
    this.#close();
    this.#open();
  }

  // A tab that was opened in the background begins when it is looked at.
  #open() {
    if (this.#ended.signal.aborted || this.#source || document.hidden) return;
    clearTimeout(this.#retry);
    const source = new EventSource(`${this.#address}?after=${encodeURIComponent(this.#position)}`);
    this.#source = source;
    this.#patience = SILENCE;
    this.#listen();
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
        this.#listen();
        // The browser's own word for a connection that stands is that of a state of ours, and says nothing: a feed may end at once, with a time to come back.
        if (event.data === undefined) return;
        this.#failures = 0;
        this.#handlers.state('open');
        // After a reset something is missing before all that comes: until a page fills the gap, nobody goes on from behind it.
        if (name === 'reset') this.#isBroken = true;
        if (event.lastEventId && !this.#isBroken) this.#position = event.lastEventId;
        this.#handlers.event(name, JSON.parse(event.data), event.lastEventId);
      });
    }
    source.addEventListener('beat', (event) => {
      if (this.#source !== source) return;
      this.#patience = Number(event.data) * BEATS_MISSED * 1_000;
      this.#listen();
    });
  }

  // Something between here and the server may take the stream in and never pass it on, or go away without a word: a feed begins with states, and shows signs of life.
  #listen() {
    clearTimeout(this.#silence);
    this.#silence = setTimeout(() => {
      this.#failures += 1;
      this.#tryAgain();
    }, this.#patience);
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
  #onVisibility() {
    clearTimeout(this.#idle);
    if (!document.hidden) this.#open();
    else this.#idle = setTimeout(() => {
      this.#close();
      this.#handlers.state('waiting');
    }, IDLE);
  }
}
