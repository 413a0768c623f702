// Writes marks around what is selected, in the language of the story.
const MARKS = {
  Markdown: {
    bold: ['**', '**'], italic: ['*', '*'], link: ['[', '](https://)'],
    heading: { line: '## ' }, quote: { line: '> ' }, list: { line: '- ' },
  },
  Html: {
    bold: ['<strong>', '</strong>'], italic: ['<em>', '</em>'], link: ['<a href="https://">', '</a>'],
    heading: ['<h2>', '</h2>'], quote: ['<blockquote>', '</blockquote>'], list: ['<ul>\n<li>', '</li>\n</ul>'],
  },
};
const KEYS = { b: 'bold', i: 'italic', k: 'link' };

export function bindToolbar(form, changed) {
  const toolbar = form.querySelector('.toolbar');
  const body = form.elements.body;
  const buttons = [...toolbar.querySelectorAll('button:not([hidden])')];
  toolbar.hidden = false;

  const mark = (name) => {
    const how = MARKS[form.elements.format.value]?.[name] ?? MARKS.Markdown[name];
    if (Array.isArray(how)) wrap(body, ...how);
    else prefix(body, how.line);
    changed();
    body.dispatchEvent(new Event('input', { bubbles: true }));
  };
  toolbar.addEventListener('click', (event) => {
    const button = event.target.closest('[data-mark]');
    if (button) mark(button.dataset.mark);
  });
  body.addEventListener('keydown', (event) => {
    const name = KEYS[event.key.toLowerCase()];
    if (!name || !(event.ctrlKey || event.metaKey) || event.altKey || event.shiftKey) return;
    event.preventDefault();
    mark(name);
  });

  // One stop for the tab key, arrows within: as a toolbar is used everywhere.
  buttons.forEach((button, index) => { button.tabIndex = index === 0 ? 0 : -1; });
  toolbar.addEventListener('keydown', (event) => {
    const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
    if (!step) return;
    event.preventDefault();
    const forward = getComputedStyle(toolbar).direction === 'rtl' ? -step : step;
    const next = buttons[(buttons.indexOf(document.activeElement) + forward + buttons.length) % buttons.length];
    buttons.forEach((button) => { button.tabIndex = button === next ? 0 : -1; });
    next.focus();
  });
}

// A picture where the cursor is, in the language of the story.
export function insertPicture(form, picture) {
  const { body } = form.elements;
  const alt = picture.alt.replaceAll('[', '(').replaceAll(']', ')').replace(/\s+/g, ' ');
  const encoded = picture.alt.replaceAll('&', '&amp;').replaceAll('"', '&quot;').replaceAll('<', '&lt;').replace(/\s+/g, ' ');
  const mark = form.elements.format.value === 'Html' ? `<img src="${picture.url}" alt="${encoded}">` : `![${alt}](${picture.url})`;
  const before = body.value.slice(0, body.selectionEnd);
  const gap = before === '' || before.endsWith('\n\n') ? '' : '\n\n';
  body.focus();
  replace(body, body.selectionEnd, body.selectionEnd, `${gap}${mark}\n\n`);
  body.dispatchEvent(new Event('input', { bubbles: true }));
}

function wrap(body, before, after) {
  const { selectionStart: start, selectionEnd: end, value } = body;
  body.focus();
  replace(body, start, end, before + value.slice(start, end) + after);
  body.setSelectionRange(start + before.length, end + before.length);
}

function prefix(body, mark) {
  const { selectionStart, selectionEnd, value } = body;
  const start = value.slice(0, selectionStart).lastIndexOf('\n') + 1;
  body.focus();
  replace(body, start, selectionEnd, value.slice(start, selectionEnd).split('\n').map((line) => mark + line).join('\n'));
}

// So that the browser can undo it; nothing else can write into a field and be undone.
function replace(body, start, end, text) {
  body.setSelectionRange(start, end);
  if (!document.execCommand('insertText', false, text)) body.setRangeText(text, start, end, 'end');
}
