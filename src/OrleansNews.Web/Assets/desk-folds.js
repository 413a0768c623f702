// What the moderator unfolded stays so for this visit, and the fold of what can be done with the selected says how many they are.
import { read, write } from './kept.js';
import { numeral } from './texts.js';

const folds = document.querySelectorAll('details[data-fold]');
const bulk = document.querySelector('.desk-bulk-box');
let openedByItself = false;

/** Opens what was open, and follows. */
export function followFolds() {
  for (const fold of folds) {
    const key = `desk-${fold.dataset.fold}`;
    if (read('sessionStorage', key) === 'open') fold.open = true;
    // The click comes before the change. What opens by itself is not remembered.
    fold.querySelector('summary').addEventListener('click', () => {
      write('sessionStorage', key, fold.open ? '' : 'open');
      if (fold === bulk) openedByItself = false;
    });
  }
}

/** Says how many are selected, and shows what can be done with them as long as there are some. */
export function showChosen(count) {
  if (!bulk) return;
  bulk.querySelector('.desk-chosen').textContent = count > 0 ? numeral(count) : '';
  if (count > 0 ? bulk.open : !openedByItself) return;
  bulk.open = openedByItself = count > 0;
}
