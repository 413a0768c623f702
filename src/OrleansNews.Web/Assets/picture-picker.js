// Chooses a picture of the library, for the head of the story or for its text, and knows of it what the library does. Without this the number of a picture is typed.
const LIBRARY = '/newsroom/media';
const WAIT = 300;

export function bindPicker(form, insert) {
  const dialog = document.getElementById('picture-picker');
  if (!dialog) return;
  const words = dialog.querySelector('input[type=search]');
  const shelf = dialog.querySelector('.picker-shelf');
  let chosenFor = null;
  let asked = 0;
  let timer = 0;

  // The pages of the library are what is shown, so that it finds here what it finds there.
  async function show(address) {
    clearTimeout(timer);
    const mine = ++asked;
    try {
      const answer = await fetch(address);
      if (!answer.ok || answer.redirected) throw new Error(`answered ${answer.status}`);
      const page = new DOMParser().parseFromString(await answer.text(), 'text/html');
      if (mine !== asked) return;
      shelf.replaceChildren(...page.querySelector('.library-shelf').querySelectorAll(':scope > :not(.library-search)'));
      shelf.scrollTop = 0;
    } catch {
      if (mine === asked) shelf.textContent = dialog.dataset.notNow;
    }
  }

  const find = () => show(`${LIBRARY}?${new URLSearchParams({ q: words.value })}`);

  async function choose(number) {
    const answer = await fetch(`/api/media/${number}`);
    if (!answer.ok) {
      shelf.textContent = dialog.dataset.notNow;
      return;
    }
    const picture = await answer.json();
    dialog.close();
    if (chosenFor === 'text') insert(picture);
    else lead(picture);
  }

  function lead(picture) {
    const said = { lead_image: `${picture.id}`, lead_alt: picture.alt, lead_caption: picture.caption, lead_credit: picture.credit };
    for (const [name, text] of Object.entries(said)) form.elements[name].value = text;
    form.elements.lead_image.dispatchEvent(new Event('input', { bubbles: true }));
    form.elements.lead_image.focus();
  }

  for (const button of form.querySelectorAll('[data-picture]')) {
    button.hidden = false;
    button.addEventListener('click', () => {
      chosenFor = button.dataset.picture;
      dialog.showModal();
      words.focus();
      find();
    });
  }
  words.addEventListener('input', () => {
    clearTimeout(timer);
    timer = setTimeout(find, WAIT);
  });
  words.addEventListener('keydown', (event) => {
    if (event.key !== 'Enter' || event.isComposing) return;
    event.preventDefault();
    find();
  });
  dialog.querySelector('[data-close]').addEventListener('click', () => dialog.close());
  shelf.addEventListener('click', (event) => {
    const link = event.target.closest('a');
    if (!link) return;
    event.preventDefault();
    const number = /^\/newsroom\/media\/(\d+)$/.exec(link.pathname)?.[1];
    if (number) choose(number);
    else show(link.href);
  });
}
