// Name, email and website that this browser remembers with the commenter's consent, in WordPress's cookies. The page itself is the same for
// everybody, so they are filled in here.
const FIELDS = { author: 'comment_author', email: 'comment_author_email', url: 'comment_author_url' };
const LIFETIME = 30_000_000;

function cookie(name) {
  const found = document.cookie.split('; ').find((pair) => pair.startsWith(`${name}=`));
  if (!found) return '';
  try {
    return decodeURIComponent(found.slice(name.length + 1));
  } catch {
    return '';
  }
}

function setCookie(name, value) {
  const secure = location.protocol === 'https:' ? '; secure' : '';
  document.cookie = `${name}=${encodeURIComponent(value)}; path=/; samesite=lax; max-age=${value ? LIFETIME : 0}${secure}`;
}

/** Fills the empty fields of the form. */
export function fillIn(form) {
  let known = false;
  for (const [field, name] of Object.entries(FIELDS)) {
    const value = cookie(name);
    if (value && form.elements[field] && !form.elements[field].value) {
      form.elements[field].value = value;
      known = true;
    }
  }
  const consent = form.elements['wp-comment-cookies-consent'];
  if (consent && known) consent.checked = true;
}

/** Keeps or forgets what was typed, as the box says. */
export function remember(form) {
  const consented = form.elements['wp-comment-cookies-consent']?.checked ?? false;
  for (const [field, name] of Object.entries(FIELDS)) setCookie(name, consented ? form.elements[field]?.value.trim() ?? '' : '');
}
