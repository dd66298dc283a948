/** A page of comments as bytes that are the same for many readers: plain and compressed, under one ETag. */
import { hash } from 'node:crypto';
import { promisify } from 'node:util';
import { brotliCompress, constants, gzip } from 'node:zlib';
import type { Comment, Viewer } from '../../protocol/comment.ts';
import type { CommentPage } from '../../protocol/rest.ts';
import { moderates } from '../accounts/accounts.ts';

export type Encoding = 'br' | 'gzip';

/** Shorter answers fit a packet or two as they are. */
const COMPRESSED_FROM = 1_400;
/** Half a millisecond for a page of 50 comments, in a thread that is not the event loop’s. */
const BROTLI = { params: { [constants.BROTLI_PARAM_QUALITY]: 4 } };
const GZIP = { level: 5 };

const compress = {
  br: (plain: Buffer): Promise<Buffer> => promisify(brotliCompress)(plain, BROTLI),
  gzip: (plain: Buffer): Promise<Buffer> => promisify(gzip)(plain, GZIP),
} as const;

export class SharedPage {
  readonly plain: Buffer;
  /** Weak, because all encodings of the page have it. */
  readonly etag: string;
  readonly isEmpty: boolean;
  readonly #site: string;
  readonly #authors: ReadonlySet<string>;
  readonly #encoded: { [E in Encoding]?: Buffer | Promise<Buffer> } = {};
  #asked = 0;

  /** @param page as a reader without a token sees it. */
  constructor(page: CommentPage) {
    this.plain = Buffer.from(JSON.stringify(page));
    this.etag = `W/"${hash('sha256', this.plain, 'base64url').slice(0, 22)}"`;
    this.isEmpty = page.items.length === 0;
    this.#site = page.thread.site;
    this.#authors = new Set(authorsOf(page.items));
  }

  /** Bytes that it may come to take, all encodings together. */
  get size(): number {
    return this.plain.length * 2;
  }

  /** Whether `viewer` sees the same as everyone: who wrote something here gets their own Markdown with it. */
  isFor(viewer: Viewer): boolean {
    return !moderates(viewer, this.#site) && !this.#authors.has(viewer.id);
  }

  /**
   * The compressed bytes; undefined where the page should go out as it is. What is read once is not worth the work, so
   * a page is compressed for its second reader.
   */
  encoded(encoding: Encoding): Buffer | Promise<Buffer> | undefined {
    const known = this.#encoded[encoding];
    if (known) return known;
    this.#asked += 1;
    if (this.#asked < 2 || this.plain.length < COMPRESSED_FROM) return undefined;
    const work = compress[encoding](this.plain);
    this.#encoded[encoding] = work;
    work.then(
      bytes => {
        this.#encoded[encoding] = bytes;
      },
      () => {
        delete this.#encoded[encoding];
      },
    );
    return work;
  }
}

function* authorsOf(comments: readonly Comment[]): Generator<string> {
  for (const { author, replies } of comments) {
    if (author.id !== '') yield author.id;
    yield* authorsOf(replies);
  }
}
