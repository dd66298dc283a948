/** What a site with users of its own does: hands over its user’s token, and the next one when it is asked. */
const comments = document.querySelector('live-comments');
const field = document.querySelector('#token');
const said = document.querySelector('#said');

document.querySelector('#in').addEventListener('click', () => comments.signIn(field.value.trim()));
document.querySelector('#out').addEventListener('click', () => comments.signOut());

// On your site: async () => (await fetch('/comments-token')).text()
comments.refreshToken = async () => {
  said.textContent = 'The comments asked for the next token.';
  return field.value.trim() || null;
};

comments.addEventListener('live-comments:error', event => {
  said.textContent = `${event.detail.code}: ${event.detail.message}`;
});
