// The demo page's own switches: a theme is one more style sheet, and light or dark an attribute of the page.
const form = document.querySelector('#looks');
const sheet = document.createElement('link');
sheet.rel = 'stylesheet';

form.dataset.ready = '';
form.addEventListener('change', () => {
  const { look, side } = Object.fromEntries(new FormData(form));
  if (look) {
    sheet.href = `/themes/${look}.css`;
    document.head.append(sheet);
  } else sheet.remove();
  document.documentElement.dataset.look = look;
  document.documentElement.dataset.side = side;
});
