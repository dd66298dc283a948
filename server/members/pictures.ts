/** Pictures that people send, drawn anew: what comes out holds pixels alone, and nothing else of what came in. */
import type { Sharp, SharpOptions } from 'sharp';
import { Refusal } from '../errors.ts';

/** Twice the size at which they are shown. */
const SIDE = 192;
const MILLION = 1_000_000;
/**
 * By format, the pixels of a picture that the server unpacks: a JPEG is made small while it is read, the others stand in
 * memory as a whole.
 */
const PIXELS_MAX: Readonly<Record<string, number>> = {
  jpeg: 50 * MILLION,
  png: 25 * MILLION,
  webp: 16 * MILLION,
  gif: 16 * MILLION,
  avif: 16 * MILLION,
};
const SECONDS_MAX = 8;
/** Readers of libvips for these formats; all others, such as the one for SVG, are switched off. */
const READERS = ['Jpeg', 'Png', 'Webp', 'Nsgif', 'Heif'].map(name => `VipsForeignLoad${name}Buffer`);

type Library = (input: Buffer, options: SharpOptions) => Sharp;
let loading: Promise<Library> | undefined;

/**
 * A square WebP picture.
 * @throws Refusal `bad_image`
 */
export async function drawAvatar(bytes: Buffer): Promise<Buffer> {
  loading ??= load();
  const sharp = await loading;
  try {
    const { format, width, height } = await sharp(bytes, { limitInputPixels: false }).metadata();
    const name = format === 'heif' ? 'avif' : format;
    const max = PIXELS_MAX[name];
    if (max === undefined) throw unreadable();
    if (width * height > max) {
      throw new Refusal('bad_image', `A ${name.toUpperCase()} picture may have up to ${max / MILLION} million pixels.`);
    }
    return await sharp(bytes, { failOn: 'error', limitInputPixels: max, pages: 1, sequentialRead: true })
      .timeout({ seconds: SECONDS_MAX })
      .autoOrient()
      .resize(SIDE, SIDE, { fit: 'cover' })
      .toColourspace('srgb')
      .webp({ quality: 82 })
      .toBuffer();
  } catch (error) {
    if (error instanceof Refusal) throw error;
    throw unreadable(error);
  }
}

/** Takes memory that a server without uploads need not pay for. */
async function load(): Promise<Library> {
  const { default: sharp } = await import('sharp');
  sharp.cache(false);
  sharp.concurrency(1);
  sharp.block({ operation: ['VipsForeignLoad'] });
  sharp.unblock({ operation: READERS });
  return sharp;
}

function unreadable(cause?: unknown): Refusal {
  return new Refusal(
    'bad_image',
    'The file is not a whole PNG, JPEG, WebP, GIF or AVIF picture; save it as one of these and send it again.',
    { cause },
  );
}
