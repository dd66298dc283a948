/** The threads that are followed without a socket, each from where it stands. */
import type { Api } from '../session/api.ts';
import type { Member } from './member.ts';

export class Fallbacks {
  readonly #api: Api;
  readonly #stops = new Map<Member, () => void>();

  constructor(api: Api) {
    this.#api = api;
  }

  start(member: Member): void {
    if (this.#stops.has(member) || !member.position()) return;
    let stop: (() => void) | null = null;
    const end = (): void => stop?.();
    this.#stops.set(member, end);
    import('./fallback.ts').then(
      ({ followWithout }) => {
        if (this.#stops.get(member) === end) stop = followWithout(this.#api, member);
      },
      () => this.#stops.get(member) === end && this.#stops.delete(member),
    );
  }

  end(member: Member): void {
    this.#stops.get(member)?.();
    this.#stops.delete(member);
  }

  endAll(): void {
    for (const member of [...this.#stops.keys()]) this.end(member);
  }
}
