/** Debian's own Firefox, driven over WebDriver BiDi (https://w3c.github.io/webdriver-bidi/): the one way in that it has. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import WebSocket from 'ws';

const PATHS = [process.env['FIREFOX_PATH'] ?? '', '/usr/bin/firefox-esr', '/usr/bin/firefox'];

// biome-ignore lint/suspicious/noExplicitAny: what the browser answers is checked where it is used
type Json = any;

export interface Firefox {
  /** A page of its own reader, with storage of their own. */
  open(url: string): Promise<FirefoxPage>;
  close(): Promise<void>;
}

export interface FirefoxPage {
  /** Uncaught errors and everything the console called a warning or an error. */
  readonly complaints: readonly string[];
  goto(url: string): Promise<void>;
  /** Runs an expression in the page and resolves with its value, through JSON. */
  evaluate<T>(expression: string): Promise<T>;
  /** Brings the page's window to the front: no other one has the focus. */
  activate(): Promise<void>;
  /** Types into whatever has the focus. */
  type(text: string): Promise<void>;
  /** Presses these keys at a time, by the code points that WebDriver gives them: `\uE009` is Control, `\uE007` Enter. */
  press(...keys: readonly string[]): Promise<void>;
}

/** @throws Error that says how to come by a Firefox. */
export async function launchFirefox(): Promise<Firefox> {
  const path = PATHS.find(each => each !== '' && existsSync(each));
  if (path === undefined) throw new Error('No Firefox was found: apt-get install firefox-esr, or set FIREFOX_PATH.');
  const profile = mkdtempSync(join(tmpdir(), 'firefox-'));
  const child = spawn(path, ['--headless', '--no-remote', '--profile', profile, '--remote-debugging-port=0'], {
    env: { ...process.env, HOME: profile },
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  const address = await new Promise<string>((resolve, reject) => {
    let output = '';
    child.stderr.on('data', chunk => {
      output += chunk;
      const [, url] = /WebDriver BiDi listening on (ws:\S+)/.exec(output) ?? [];
      if (url) resolve(url);
    });
    child.once('close', () => reject(new Error(`Firefox ended: ${output}`)));
  });
  const socket = new WebSocket(`${address}/session`);
  await once(socket, 'open');
  const session = new Session(socket);
  await session.send('session.new', { capabilities: {} });
  await session.send('session.subscribe', { events: ['log.entryAdded'] });
  return {
    open: async url => {
      const { userContext } = await session.send('browser.createUserContext', {});
      const { context } = await session.send('browsingContext.create', { type: 'window', userContext });
      const page = new Page(session, context);
      await page.goto(url);
      return page;
    },
    close: async () => {
      const closed = once(child, 'close');
      await session.send('browser.close', {});
      await closed;
      rmSync(profile, { recursive: true, force: true });
    },
  };
}

class Session {
  readonly #socket: WebSocket;
  readonly #waiting = new Map<number, { resolve: (result: Json) => void; reject: (error: Error) => void }>();
  readonly #listeners: ((method: string, params: Json) => void)[] = [];
  #id = 0;

  constructor(socket: WebSocket) {
    this.#socket = socket;
    socket.on('message', data => {
      const message = JSON.parse(data.toString()) as Json;
      if (message.id === undefined || message.id === null) {
        for (const listener of this.#listeners) listener(message.method, message.params);
        return;
      }
      const waiting = this.#waiting.get(message.id);
      this.#waiting.delete(message.id);
      if (message.type === 'error') waiting?.reject(new Error(`${message.error}: ${message.message}`));
      else waiting?.resolve(message.result);
    });
  }

  listen(listener: (method: string, params: Json) => void): void {
    this.#listeners.push(listener);
  }

  send(method: string, params: Json): Promise<Json> {
    const id = ++this.#id;
    return new Promise((resolve, reject) => {
      this.#waiting.set(id, { resolve, reject });
      this.#socket.send(JSON.stringify({ id, method, params }));
    });
  }
}

class Page implements FirefoxPage {
  readonly complaints: string[] = [];
  readonly #session: Session;
  readonly #context: string;

  constructor(session: Session, context: string) {
    this.#session = session;
    this.#context = context;
    session.listen((method, params) => {
      const isMine = method === 'log.entryAdded' && params.source.context === context;
      if (isMine && ['error', 'warn'].includes(params.level)) this.complaints.push(params.text);
    });
  }

  async goto(url: string): Promise<void> {
    await this.#session.send('browsingContext.navigate', { context: this.#context, url, wait: 'complete' });
  }

  async evaluate<T>(expression: string): Promise<T> {
    const answer = await this.#session.send('script.evaluate', {
      expression: `(async () => JSON.stringify((await (${expression})) ?? null))()`,
      target: { context: this.#context },
      awaitPromise: true,
      userActivation: true,
    });
    if (answer.type !== 'success') throw new Error(answer.exceptionDetails.text);
    return JSON.parse(answer.result.value) as T;
  }

  async activate(): Promise<void> {
    await this.#session.send('browsingContext.activate', { context: this.#context });
  }

  async type(text: string): Promise<void> {
    await this.#keys([...text].flatMap(value => [down(value), up(value)]));
  }

  async press(...keys: readonly string[]): Promise<void> {
    await this.#keys([...keys.map(down), ...keys.toReversed().map(up)]);
  }

  async #keys(actions: readonly Json[]): Promise<void> {
    const keyboard = { type: 'key', id: 'keyboard', actions };
    await this.#session.send('input.performActions', { context: this.#context, actions: [keyboard] });
  }
}

const down = (value: string): Json => ({ type: 'keyDown', value });
const up = (value: string): Json => ({ type: 'keyUp', value });
