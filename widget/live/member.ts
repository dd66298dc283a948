/** A thread on the page, as the live link sees it. */
import type { LiveEvent } from '../../protocol/events.ts';
import type { Failure } from '../session/api.ts';

export type LinkStatus = 'connecting' | 'live' | 'lost' | 'stopped';

export interface Position {
  since: number;
  epoch: string;
}

export interface Member {
  readonly site: string;
  readonly thread: string;
  /** Up to where it has read; null before its first page. */
  position(): Position | null;
  onEvents(events: readonly LiveEvent[]): void;
  onReset(): void;
  onPresence(viewers: number, typing: readonly string[]): void;
  onStatus(status: LinkStatus): void;
  onFailure(failure: Failure): void;
}
