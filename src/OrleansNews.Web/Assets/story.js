// A story and its conversation. Everything here adds to a page that is complete without it.
import './comment-thread.js';
import { ageTimes } from './time.js';
import { fillIn } from './remembered.js';
import { enhanceForm } from './comment-form.js';

ageTimes(document);

const form = document.querySelector('#commentform');
if (form) {
  fillIn(form);
  enhanceForm(form);
}
