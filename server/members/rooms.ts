/** The rooms of what people keep, put together. */
import type { Accounts } from '../accounts/accounts.ts';
import type { LookAlikes } from '../accounts/lookalikes.ts';
import type { Bans } from '../people/bans.ts';
import type { Sites } from '../sites/sites.ts';
import type { Store } from '../store/store.ts';
import type { Visitors } from '../visitors.ts';
import { Avatars } from './avatars.ts';
import type { Members } from './members.ts';
import { MuteLists } from './mutes.ts';
import { Profiles } from './profile.ts';
import type { ProfileRooms } from './profile-rooms.ts';
import { Unseen } from './unseen.ts';
import { WrittenLists } from './written.ts';

interface Parts {
  readonly store: Store;
  readonly dataDir: string;
  readonly accounts: Accounts;
  readonly members: Members;
  readonly lookAlikes: LookAlikes;
  readonly bans: Bans;
  readonly sites: Sites;
  readonly visitors: Visitors;
  readonly reportError: (error: unknown) => void;
}

export function openProfiles({ dataDir, lookAlikes, bans, reportError, ...parts }: Parts): ProfileRooms {
  const { store, members, sites } = parts;
  const { records } = store;
  const unseen = new Unseen(bans);
  return {
    ...parts,
    avatars: new Avatars({ dataDir, records, reportError }),
    unseen,
    profiles: new Profiles({ members, records, lookAlikes, unseen }),
    mutes: new MuteLists({ members: store.members, records }),
    written: new WrittenLists({ records, sites }),
  };
}
