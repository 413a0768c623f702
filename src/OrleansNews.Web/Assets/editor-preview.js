// The text beside itself, as readers will see it: rendered and sanitised by the cluster, exactly as it will be published.
import { counted } from './texts.js';

const PAUSE = 500;

export function showPreview(form) {
  const pane = document.getElementById('preview');
  const toggle = document.getElementById('toggle-preview');
  const shown = pane.querySelector('.story-body');
  const body = form.elements.body;
  let timer = 0;
  let asked = 0;

  async function render() {
    if (pane.hidden) return;
    const mine = ++asked;
    try {
      const answer = await fetch('/newsroom/stories/text', { method: 'POST', body: new URLSearchParams({ body: body.value, format: form.elements.format.value }) });
      const text = await answer.text();
      if (mine !== asked) return;
      if (answer.ok) shown.innerHTML = text;
      else if (answer.status === 400) shown.textContent = text;
    } catch {
      // The text is what matters; the next pause asks again.
    }
  }

  function later() {
    count();
    clearTimeout(timer);
    timer = setTimeout(render, PAUSE);
  }

  const words = document.getElementById('words');
  function count() {
    words.textContent = counted('words', body.value.split(/\s+/).filter((word) => /[\p{L}\p{N}]/u.test(word)).length);
  }

  function show(visible) {
    pane.hidden = !visible;
    toggle.setAttribute('aria-pressed', String(visible));
    if (visible) render();
  }

  body.addEventListener('input', later);
  form.elements.format.addEventListener('change', later);
  toggle.addEventListener('click', () => show(pane.hidden));
  show(matchMedia('(min-width: 60rem)').matches);
  count();
}
