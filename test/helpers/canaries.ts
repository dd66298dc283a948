/** What was told in confidence, and everything that a server answered, so that a test can look for the one in the other. */
import { once } from 'node:events';
import { connect } from 'node:net';

export interface Told {
  /** `METHOD path`. */
  readonly asked: string;
  readonly status: number;
  readonly location: string;
  readonly text: string;
}

export class Canaries {
  readonly #secrets = new Map<string, string>();
  readonly told: Told[] = [];

  /** Keeps a secret; one that is empty would be found nowhere. */
  keep(name: string, secret: string): string {
    if (secret.length < 6) throw new Error(`${name} is no secret: ‘${secret}’`);
    this.#secrets.set(name, secret);
    return secret;
  }

  keepAll(secrets: Readonly<Record<string, string>>): void {
    for (const [name, secret] of Object.entries(secrets)) this.keep(name, secret);
  }

  /** Sends `headers(n)` along with whatever is fetched from the server, and keeps the answers; returns what ends that. */
  watch(url: string, headers: (n: number) => Record<string, string>): () => void {
    const real = globalThis.fetch;
    let count = 0;
    globalThis.fetch = async (input, init = {}) => {
      const request = new Request(input, init);
      if (!request.url.startsWith(url)) return real(input, init);
      count += 1;
      for (const [name, value] of Object.entries(headers(count))) {
        if (!request.headers.has(name)) request.headers.set(name, value);
      }
      const response = await real(request);
      const { status } = response;
      const location = response.headers.get('location') ?? '';
      const asked = `${request.method} ${new URL(request.url).pathname}`;
      this.told.push({ asked, status, location, text: await response.clone().text() });
      return response;
    };
    return () => {
      globalThis.fetch = real;
    };
  }

  /** The names of the secrets that stand in a text, as they are or as they are written in addresses and in base64. */
  foundIn(text: string): string[] {
    return [...this.#secrets].flatMap(([name, secret]) => {
      if (/^\d+$/.test(secret)) return new RegExp(`(?<!\\d)${secret}(?!\\d)`).test(text) ? [name] : [];
      const bytes = Buffer.from(secret);
      const forms = [secret, encodeURIComponent(secret), bytes.toString('base64'), bytes.toString('base64url')];
      return forms.some(form => text.includes(form)) ? [name] : [];
    });
  }
}

/** Bytes that no client of ours would send; resolves with what was answered before the connection closed. */
export async function sendRaw(url: string, text: string, options: { readonly hangUp?: boolean } = {}): Promise<string> {
  const { hostname, port } = new URL(url);
  const socket = connect(Number(port), hostname);
  let answer = '';
  socket.on('data', chunk => (answer += chunk));
  // That the server cuts it off is its good right.
  socket.on('error', () => {});
  const closed = once(socket, 'close');
  if (options.hangUp) socket.write(text, () => socket.destroy());
  else socket.end(text);
  await closed;
  return answer;
}
