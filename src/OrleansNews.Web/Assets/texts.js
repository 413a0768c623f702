// The words that scripts write into a page, in the language of the site. They come with the page: the same scripts serve every language.
const texts = JSON.parse(document.body.dataset.texts ?? '{}');
const rules = new Intl.PluralRules(texts.language ?? 'en');

const fill = (form, values) => form.replace(/\{(\d)\}/g, (_, place) => values[place]);

/** A text, with values in its places. */
export function text(key, ...values) {
  return fill(texts[key] ?? '', values);
}

/** A text in the form that goes with a number. */
export function counted(key, count) {
  const forms = texts[key] ?? {};
  return fill(forms[rules.select(count)] ?? forms.other ?? '', [count]);
}
