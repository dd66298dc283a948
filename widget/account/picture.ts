/** A member’s picture on its way to the server. */
import { problem } from '../session/api.ts';
import type { Session } from '../session/session.ts';

/** A picture that a phone takes is large, and its network slow. */
const UPLOAD_MS = 60_000;

/**
 * Shows what will be seen of it: the middle, as a square. Drawn and not linked, because a page’s policy may forbid pictures
 * of other addresses. Rejects where the browser cannot read it.
 */
export async function drawPreview(file: File, canvas: HTMLCanvasElement | null): Promise<void> {
  const bitmap = await createImageBitmap(file);
  const side = Math.min(bitmap.width, bitmap.height);
  const [x, y] = [(bitmap.width - side) / 2, (bitmap.height - side) / 2];
  if (canvas) canvas.getContext('2d')?.drawImage(bitmap, x, y, side, side, 0, 0, canvas.width, canvas.height);
  bitmap.close();
}

export async function upload({ api, token }: Session, file: File): Promise<void> {
  const response = await fetch(api.url('/profile/avatar'), {
    method: 'PUT',
    headers: { accept: 'application/json', authorization: `Bearer ${token}`, 'content-type': file.type },
    credentials: 'omit',
    signal: AbortSignal.timeout(UPLOAD_MS),
    body: file,
  });
  if (!response.ok) throw await problem(response);
}
