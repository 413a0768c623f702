// What a browser keeps from page to page. One that may keep nothing fails as soon as its storage is named: then everything is as it was chosen until the page is left.

/** What is kept under a key in 'localStorage' or 'sessionStorage'; null when nothing is. */
export function read(storage, key) {
  try {
    return window[storage].getItem(key);
  } catch {
    return null;
  }
}

/** Keeps it, where that may be. */
export function write(storage, key, value) {
  try {
    window[storage].setItem(key, value);
  } catch {
    // The page goes on without.
  }
}
