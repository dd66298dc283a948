/** A screen: an element that fills the main part of the dashboard, one for each entry of the navigation. */
import type { StaffSession } from '../../protocol/admin/staff.ts';
import { Part } from './part.ts';

export type Me = NonNullable<StaffSession['staff']>;

export class Screen extends Part {
  static override properties = {
    session: { attribute: false },
    site: { attribute: false },
    path: { attribute: false },
  };
  /** Who is signed in. */
  declare session: Me;
  /** The key of the chosen site; null: all of theirs. */
  declare site: string | null;
  /** What follows the screen’s own name in the address, without slashes around it. */
  declare path: string;
}
