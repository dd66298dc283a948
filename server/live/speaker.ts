/** Who speaks on a live connection, by which right, and whether that right is over. */
import type { Viewer } from '../../protocol/comment.ts';
import { ANONYMOUS, type Identified, requireWrite } from '../accounts/accounts.ts';
import type { IsOverForMember, MemberRight } from '../members/members.ts';
import type { IsOver } from '../staff/revocations.ts';
import type { Staff } from '../staff/staff.ts';

/** Rights that end before their time, of staff or of members, or a guest who is one no more. */
export interface End {
  readonly staff?: IsOver;
  readonly member?: IsOverForMember;
  readonly guest?: string;
}

export class Speaker {
  readonly viewer: Viewer;
  readonly #staff: Staff | undefined;
  readonly #member: MemberRight | undefined;

  constructor({ viewer, staff, member }: Pick<Identified, 'viewer' | 'staff' | 'member'>) {
    this.viewer = viewer;
    this.#staff = staff;
    this.#member = member;
  }

  /** Whether the time of their right is over. */
  get isOver(): boolean {
    const until = this.#staff?.until ?? this.#member?.until;
    return until !== undefined && until <= Date.now();
  }

  isEndedBy({ staff, member, guest }: End): boolean {
    if (this.#staff) return staff?.(this.#staff) ?? false;
    if (this.#member) return member?.(this.#member) ?? false;
    return guest !== undefined && this.viewer.id === guest;
  }

  isMember(id: string): boolean {
    return this.#member?.viewer.id === id;
  }

  /** The same right under another name, picture or role. */
  as(viewer: Viewer): Speaker {
    return new Speaker({
      viewer,
      ...(this.#staff && { staff: this.#staff }),
      ...(this.#member && { member: { ...this.#member, viewer } }),
    });
  }

  /** @throws Refusal `not_allowed` for a key that may only read. */
  requireWrite(): void {
    requireWrite(this.#staff);
  }
}

/** Whoever has shown no token, or whose right has ended. */
export const ANYBODY = new Speaker({ viewer: ANONYMOUS });
