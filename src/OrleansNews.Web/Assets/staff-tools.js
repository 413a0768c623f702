// What staff find on a story beside what everybody finds: links to the editor, the desk and the moderation of each comment. Pages are the same for all, so it is asked for
// here, in browsers that somebody of the staff signed in with, and by nobody else.
const HINT = 'news-staff';

const story = document.querySelector('comment-thread[data-article]');
if (story) add(story);

async function add(thread) {
  let answer;
  try {
    answer = await fetch(`/api/articles/${thread.dataset.article}/staff-tools`, { headers: { accept: 'application/json' } });
  } catch {
    return; // Without a network there is nothing to do there either.
  }
  // The session is over, or never was: this browser asks no more.
  if (answer.status === 401 || answer.status === 403) document.cookie = `${HINT}=; path=/; max-age=0`;
  if (!answer.ok) return;
  const { label, tools, comment } = await answer.json();
  const bar = document.createElement('nav');
  bar.className = 'staff-tools';
  bar.setAttribute('aria-label', label);
  bar.append(...tools.map(({ name, url }) => link(name, url)));
  document.querySelector('main').prepend(bar);
  if (!comment) return;

  const mark = (root) => {
    for (const actions of root.querySelectorAll('.comment-actions:not(:has(> .comment-moderate-link))')) {
      const { id } = actions.closest('.comment').dataset;
      const moderate = link(comment.name, comment.url + id);
      moderate.className = 'comment-moderate-link';
      moderate.setAttribute('aria-describedby', `comment-author-${id}`);
      actions.append(moderate);
    }
  };
  mark(thread);
  // Comments come while the page is open.
  new MutationObserver(() => mark(thread)).observe(thread, { childList: true, subtree: true });
}

function link(name, url) {
  const a = document.createElement('a');
  a.href = url;
  a.textContent = name;
  return a;
}
