// The words that scripts write into a page, in the language of the site. They come with the page: the same scripts serve every language.
const texts = {
  ...JSON.parse(document.body.dataset.texts ?? '{}'),
  ...JSON.parse(document.querySelector('[data-more-texts]')?.dataset.moreTexts ?? '{}'),
};
const rules = new Intl.PluralRules(texts.language ?? 'en');

const fill = (form, values) => form.replace(/\{(\d)\}/g, (_, place) => values[place]);

/** A text, with values in its places. */
export function text(key, ...values) {
  return fill(texts[key] ?? '', values);
}

/** A text in the form that goes with a number, with more values in its other places. */
export function counted(key, count, ...others) {
  const forms = texts[key] ?? {};
  return fill(forms[rules.select(count)] ?? forms.other ?? '', [count, ...others]);
}
