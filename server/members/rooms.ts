/** The rooms of what people keep, put together. */
import type { Accounts } from '../accounts/accounts.ts';
import type { LookAlikes } from '../accounts/lookalikes.ts';
import type { Seal } from '../accounts/seal.ts';
import type { Bans } from '../people/bans.ts';
import { Erase } from '../privacy/erase.ts';
import { ErasedList } from '../privacy/erased.ts';
import { ExportRoom } from '../privacy/export.ts';
import { PersonActs } from '../privacy/person-acts.ts';
import type { Sites } from '../sites/sites.ts';
import type { Store } from '../store/store.ts';
import type { Visitors } from '../visitors.ts';
import { Avatars } from './avatars.ts';
import type { Members } from './members.ts';
import { MuteLists } from './mutes.ts';
import { Profiles } from './profile.ts';
import type { ProfileDoors } from './profile-doors.ts';
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
  readonly answers: Seal;
  readonly reportError: (error: unknown) => void;
}

export function openProfiles({ dataDir, lookAlikes, bans, answers, reportError, ...parts }: Parts): ProfileDoors & {
  readonly personActs: PersonActs;
} {
  const { store, members, sites } = parts;
  const { records } = store;
  const avatars = new Avatars({ dataDir, records, reportError });
  const unseen = new Unseen(bans);
  const erase = new Erase({ store, members, bans, avatars, erased: new ErasedList(dataDir), answers });
  erase.listen(ids => {
    for (const id of ids) {
      // Of a picture that nobody else has seen, nothing in the store tells.
      void avatars.remove(unseen.forgetAvatar(id)).catch(reportError);
      unseen.forget(id);
    }
  });
  return {
    ...parts,
    avatars,
    unseen,
    erase,
    profiles: new Profiles({ members, records, lookAlikes, unseen }),
    mutes: new MuteLists({ members: store.members, records }),
    written: new WrittenLists({ records, sites }),
    exports: new ExportRoom(records),
    personActs: new PersonActs({ store, members, erase }),
  };
}
