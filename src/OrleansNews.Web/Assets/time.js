// Fresh times read as "5 minutes ago" and grow older while the page is open; the full date stays in the title.
import { text } from './texts.js';

const DAY = 24 * 60 * 60;
const words = new Intl.RelativeTimeFormat(document.documentElement.lang || 'en', { numeric: 'auto' });

function age(time) {
  const seconds = (Date.now() - Date.parse(time.dateTime)) / 1000;
  if (!(seconds < DAY)) return null;
  if (seconds < 60) return text('justNow');
  if (seconds < 3600) return words.format(-Math.floor(seconds / 60), 'minute');
  return words.format(-Math.floor(seconds / 3600), 'hour');
}

/** Writes the age into the times of comments below an element. */
export function writeAges(root) {
  for (const time of root.querySelectorAll('.comment-date time, .latest-comments time')) {
    time.title ||= time.textContent;
    time.textContent = age(time) ?? time.title;
  }
}

/** Writes ages now and keeps them true. */
export function ageTimes(root) {
  writeAges(root);
  setInterval(() => { if (!document.hidden) writeAges(root); }, 30_000);
  document.addEventListener('visibilitychange', () => { if (!document.hidden) writeAges(root); });
}
