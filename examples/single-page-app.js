// A router without a framework: the page changes without a load, and the comments follow by one attribute.
const PAGES = {
  rain: ['Rain', 'It has been falling since Tuesday, and nobody in the house has said so.'],
  snow: ['Snow', 'The first morning is always about the sound that is missing.'],
};

const threads = document.querySelector('#threads');

// One element stands in the page; others can be made at any time.
const comments = document.querySelector('live-comments');
const guestbook = document.createElement('live-comments');
guestbook.setAttribute('thread', 'app/guestbook');

function show(page) {
  const [title, text] = PAGES[page];
  document.title = title;
  document.querySelector('#title').textContent = title;
  document.querySelector('#text').textContent = text;
  for (const link of document.querySelectorAll('[data-page]')) {
    if (link.dataset.page === page) link.setAttribute('aria-current', 'page');
    else link.removeAttribute('aria-current');
  }
  // Another key, another thread: the same element goes on with it.
  comments.setAttribute('thread', `app/${page}`);
}

function currentPage() {
  const page = new URLSearchParams(location.search).get('page');
  return Object.hasOwn(PAGES, page ?? '') ? page : 'rain';
}

document.addEventListener('click', event => {
  const link = event.target.closest('[data-page]');
  if (!link || event.ctrlKey || event.metaKey || event.shiftKey) return;
  event.preventDefault();
  history.pushState(null, '', link.href);
  show(currentPage());
});
addEventListener('popstate', () => show(currentPage()));

document.querySelector('#remove').addEventListener('click', () => comments.remove());
document.querySelector('#insert').addEventListener('click', () => threads.prepend(comments));
document.querySelector('#second').addEventListener('click', () => {
  if (guestbook.isConnected) guestbook.remove();
  else threads.append(guestbook);
});
document.querySelector('#refresh').addEventListener('click', () => comments.refresh?.());

// The element's events bubble, so that one listener serves them all.
for (const name of ['ready', 'comment', 'count', 'error']) {
  document.addEventListener(`live-comments:${name}`, ({ target, detail }) => {
    const line = document.createElement('li');
    const what = name === 'comment' ? detail.author.name : name === 'count' ? detail : (detail?.code ?? '');
    line.textContent = `${target.getAttribute('thread')} ${name} ${what}`;
    document.querySelector('#events').append(line);
  });
}

show(currentPage());
