/** Who is signed in, as `GET /session` tells it. */
import type { Static } from 'typebox';
import type { StaffSession } from '../../protocol/admin/staff.ts';
import type { StaffRooms } from './rooms.ts';
import { isFresh, type Staff } from './staff.ts';

export async function sessionView(rooms: StaffRooms, staff: Staff | undefined): Promise<Static<typeof StaffSession>> {
  if (staff === undefined) return { staff: null, needsSetUp: await rooms.setUp.isNeeded() };
  const { id, email, name, role, sites, scopes } = staff;
  const stored = staff.via === 'session' ? await rooms.people.byId(id) : undefined;
  return {
    staff: {
      id,
      email,
      name,
      role,
      sites,
      scopes: scopes && [...scopes],
      totp: stored !== undefined && stored.totp !== null,
      passkeys: stored?.passkeys ?? 0,
      steppedUp: isFresh(staff),
    },
    needsSetUp: await rooms.setUp.isNeeded(),
  };
}
