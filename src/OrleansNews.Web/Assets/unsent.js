// Only one form of a page is sent: what stands in another one would be lost, and whoever leaves is asked first.
const watched = new Set();
let sent = null;

export const isChanged = (field) =>
  (field.type === 'checkbox' ? field.checked !== field.defaultChecked : field.defaultValue !== undefined && field.value !== field.defaultValue);

const isTyped = (field) => field.getAttribute('aria-invalid') === 'true' || isChanged(field);

export function watchForms(forms) {
  for (const form of forms) watched.add(form);
}

// Behind those who may keep a form from being sent.
document.addEventListener('submit', (event) => {
  if (!event.defaultPrevented && event.submitter?.formTarget !== '_blank') sent = event.target;
});
window.addEventListener('beforeunload', (event) => {
  if ([...watched].some((form) => form !== sent && [...form.elements].some(isTyped))) event.preventDefault();
  sent = null;
});
