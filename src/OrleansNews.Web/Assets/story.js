// A story and its conversation. Everything here adds to a page that is complete without it.
import './comment-thread.js';
import { ageTimes } from './time.js';
import { fillIn } from './remembered.js';
import { enhanceForm } from './comment-form.js';

ageTimes(document);

// A hint without a name or a secret in it: readers do not even load this.
if (/(^|; )news-staff=1(;|$)/.test(document.cookie)) import('./staff-tools.js');

// The proof of who wrote a comment is for one visit: it is not to be bookmarked or passed on.
const address = new URL(location.href);
if (address.searchParams.has('written')) {
  address.searchParams.delete('written');
  history.replaceState(null, '', address);
}

const form = document.querySelector('#commentform');
if (form) {
  fillIn(form);
  enhanceForm(form);
}
