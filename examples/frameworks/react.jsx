// A React app with comments that follow its page; `npm run dev` does not build it, your own bundler does.
import { createElement, useEffect, useRef, useState } from 'react';
import { createRoot } from 'react-dom/client';

function Comments({ thread, onCount }) {
  const element = useRef(null);
  useEffect(() => {
    const { current } = element;
    const hear = event => onCount?.(event.detail);
    current.addEventListener('live-comments:count', hear);
    return () => current.removeEventListener('live-comments:count', hear);
  }, [onCount]);
  return <live-comments ref={element} thread={thread} />;
}

function App() {
  const [page, setPage] = useState('one');
  const [count, setCount] = useState(null);
  return (
    <>
      <button type="button" onClick={() => setPage(page === 'one' ? 'two' : 'one')}>
        Another page
      </button>
      <output>{count}</output>
      {page === 'none' ? null : <Comments thread={`framework/${page}`} onCount={setCount} />}
      <button type="button" onClick={() => setPage('none')}>
        No comments
      </button>
    </>
  );
}

createRoot(document.querySelector('#app')).render(createElement(App));
