// The words that scripts write into a page, in the language of the site. They come with the page: the same scripts serve every language.
const texts = {
  ...JSON.parse(document.body.dataset.texts ?? '{}'),
  ...JSON.parse(document.querySelector('[data-more-texts]')?.dataset.moreTexts ?? '{}'),
};
const rules = new Intl.PluralRules(texts.language ?? 'en');

const rightToLeft = document.documentElement.dir === 'rtl';

// As the server does it: a name of the other direction does not turn the sentence around it.
const isolated = (value) => [...String(value)].some((letter) => /\p{L}/u.test(letter) && /[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc\u{10800}-\u{10fff}\u{1e800}-\u{1efff}]/u.test(letter) !== rightToLeft)
  ? `\u2068${value}\u2069`
  : value;

const fill = (form, values) => form.replace(/\{(\d)\}/g, (_, place) => isolated(values[place]));

/** A text, with values in its places. */
export function text(key, ...values) {
  return fill(texts[key] ?? '', values);
}

/** A number as the page writes it, in the digits that its server writes. */
export const numeral = (value) => value.toLocaleString(`${document.documentElement.lang}-u-nu-latn`);

/** A text in the form that goes with a number, with more values in its other places. */
export function counted(key, count, ...others) {
  const forms = texts[key] ?? {};
  return fill(forms[rules.select(count)] ?? forms.other ?? '', [numeral(count), ...others]);
}
