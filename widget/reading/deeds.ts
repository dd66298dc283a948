/** What is done for each action of a kind. */
import type { Action } from '../elements/view.ts';

export type Deeds<Kind extends Action> = {
  readonly [D in Kind['do']]: (action: Extract<Kind, { do: D }>) => unknown;
};

/** @returns whether the action is one of these. */
export function perform<Kind extends Action>(deeds: Deeds<Kind>, action: Action): boolean {
  const deed = (deeds as unknown as Record<string, ((action: Action) => unknown) | undefined>)[action.do];
  deed?.(action);
  return deed !== undefined;
}
