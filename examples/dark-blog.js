// A blog's own switch: it changes an attribute, the page's style does the rest, and the comments follow.
const button = document.querySelector('#switch');
button.addEventListener('click', () => {
  const isDark = document.documentElement.dataset.theme !== 'dark';
  document.documentElement.dataset.theme = isDark ? 'dark' : 'light';
  button.setAttribute('aria-pressed', String(isDark));
});
