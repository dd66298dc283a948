/** When the browser draws. */

/** In the next frame, before it is drawn. */
export function nextFrame(): Promise<unknown> {
  return new Promise(requestAnimationFrame);
}

/** After the next frame is drawn; at once where nothing is drawn, as in a tab that nobody sees. */
export function painted(): Promise<unknown> {
  if (document.hidden) return Promise.resolve();
  return nextFrame().then(() => new Promise(resolve => setTimeout(resolve)));
}
