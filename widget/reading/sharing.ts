/** The address of one comment, and how it gets from here to others. */
import type { ThreadController } from '../thread/controller.ts';

export function linkTo({ owner }: ThreadController, id: string): string {
  return `${owner.about().url.replace(/#.*/s, '')}#comment-${id}`;
}

/** Whether it worked: a page without TLS has no clipboard, and an old way that may be refused. */
export async function copy(text: string, root: ShadowRoot): Promise<boolean> {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    return copyByHand(text, root);
  }
}

function copyByHand(text: string, root: ShadowRoot): boolean {
  const from = root.activeElement;
  const field = document.createElement('textarea');
  field.className = 'sr';
  field.value = text;
  root.querySelector('.lc')?.append(field);
  field.select();
  const isCopied = document.execCommand('copy');
  field.remove();
  if (from instanceof HTMLElement) from.focus({ preventScroll: true });
  return isCopied;
}

/** A reader who changes their mind in the system’s own window has had what they wanted. */
export async function share(url: string, title: string): Promise<void> {
  try {
    await navigator.share({ url, title });
  } catch (error) {
    if ((error as Error).name !== 'AbortError') throw error;
  }
}
