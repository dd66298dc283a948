/** What the doors of the staff room need. */
import type { Sites } from '../sites/sites.ts';
import type { AuditStore } from '../store/contract/audit.ts';
import type { Visitors } from '../visitors.ts';
import type { StaffRooms } from './rooms.ts';

export interface StaffDoors {
  readonly staff: StaffRooms;
  readonly sites: Sites;
  readonly visitors: Visitors;
  readonly audit: AuditStore;
}
