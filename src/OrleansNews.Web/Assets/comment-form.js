// The form: it moves to the comment that is answered, sends without leaving the page, and keeps what was typed until it is stored.
import { randomId } from './ids.js';
import { remember } from './remembered.js';
import { noteWritten } from './own-comments.js';
import { text } from './texts.js';

const FIELDS = { text: 'comment' };

export function enhanceForm(form) {
  const thread = document.querySelector('comment-thread');
  if (thread) moveToReplies(form);
  let submission = form.elements.submission_id?.value || randomId();
  form.addEventListener('input', () => { submission = randomId(); });

  let sending = false;
  form.addEventListener('submit', async (event) => {
    if (!thread) {
      // On a page of its own the browser sends the form, under an id that makes a second click harmless.
      addField(form, 'submission_id', submission);
      return;
    }
    event.preventDefault();
    if (sending) return;
    sending = true;
    setBusy(form, true);
    try {
      await send(form, thread, submission);
    } finally {
      sending = false;
      setBusy(form, false);
    }
  });
}

async function send(form, thread, submission) {
  showErrors(form, {});
  const value = (name) => form.elements[name]?.value ?? '';
  const body = {
    author: value('author').trim(),
    email: value('email').trim(),
    url: value('url').trim(),
    text: value('comment'),
    parent: Number(value('comment_parent')) || null,
    notifyReplies: Boolean(form.elements.notify_replies?.checked),
    remember: Boolean(form.elements['wp-comment-cookies-consent']?.checked),
  };
  let answer;
  let result;
  try {
    answer = await fetch(`/api/articles/${value('comment_post_ID')}/comments`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'idempotency-key': submission },
      body: JSON.stringify(body),
    });
    result = await answer.json();
  } catch {
    showErrors(form, { '': [text('unavailable')] });
    return;
  }
  if (!answer.ok) {
    showErrors(form, result.errors ?? { '': [answer.status >= 500 ? text('unavailable') : result.detail ?? result.title] });
    return;
  }

  remember(form);
  noteWritten(result.id, Number(thread.dataset.editMinutes));
  form.elements.comment.value = '';
  form.dispatchEvent(new Event('input'));
  document.getElementById('cancel-comment-reply-link')?.click();
  if (result.status !== 'approved') {
    location.assign(result.url);
    return;
  }
  await thread.show(result.id);
  const comment = document.getElementById(`comment-${result.id}`);
  if (!comment) {
    location.assign(result.url);
    return;
  }
  history.replaceState(null, '', `#comment-${result.id}`);
  comment.scrollIntoView({ block: 'center' });
}

function setBusy(form, busy) {
  form.querySelector('[type="submit"]').setAttribute('aria-disabled', String(busy));
}

function addField(form, name, value) {
  const field = form.elements[name] ?? form.appendChild(Object.assign(document.createElement('input'), { type: 'hidden', name }));
  field.value = value;
}

function showErrors(form, errors) {
  form.querySelector('.error-summary')?.remove();
  for (const message of form.querySelectorAll('.field-error')) message.remove();
  for (const field of form.querySelectorAll('[aria-invalid]')) {
    field.removeAttribute('aria-invalid');
    const others = (field.getAttribute('aria-describedby') ?? '').split(' ').filter((id) => id && !id.endsWith('-error'));
    if (others.length) field.setAttribute('aria-describedby', others.join(' '));
    else field.removeAttribute('aria-describedby');
  }
  const problems = Object.entries(errors).flatMap(([name, messages]) => messages.map((message) => ({ field: FIELDS[name] ?? name, message })));
  if (problems.length === 0) return;

  const summary = Object.assign(document.createElement('div'), { className: 'error-summary', tabIndex: -1 });
  summary.setAttribute('role', 'alert');
  const title = summary.appendChild(document.createElement('p')).appendChild(document.createElement('strong'));
  title.textContent = text('notPosted');
  const list = summary.appendChild(document.createElement('ul'));
  for (const { field, message } of problems) {
    const input = field && form.elements[field];
    const item = list.appendChild(document.createElement('li'));
    if (!input) {
      item.textContent = message;
      continue;
    }
    item.append(Object.assign(document.createElement('a'), { href: `#${field}`, textContent: message }));
    input.setAttribute('aria-invalid', 'true');
    input.setAttribute('aria-describedby', `${field}-error ${input.getAttribute('aria-describedby') ?? ''}`.trim());
    input.after(Object.assign(document.createElement('span'), { className: 'field-error', id: `${field}-error`, textContent: message }));
  }
  form.prepend(summary);
  summary.focus();
}

// As WordPress's comment-reply script: the form goes below the comment that is answered, and back on cancel.
function moveToReplies(form) {
  const respond = document.getElementById('respond');
  const home = document.createComment('');
  respond.before(home);
  const heading = document.getElementById('reply-heading');
  const cancel = document.getElementById('cancel-comment-reply-link');

  document.addEventListener('click', (event) => {
    const link = event.target.closest('.comment-reply-link');
    if (!link || event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    const comment = link.closest('.comment');
    form.elements.comment_parent.value = comment.dataset.id;
    heading.textContent = text('leaveReplyTo', link.dataset.author);
    cancel.hidden = false;
    comment.querySelector(':scope > .comment-body').after(respond);
    form.elements.comment.focus();
  });

  cancel.addEventListener('click', (event) => {
    event.preventDefault();
    form.elements.comment_parent.value = '0';
    heading.textContent = text('leaveReply');
    cancel.hidden = true;
    home.after(respond);
  });
}
