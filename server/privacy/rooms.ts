/** The rooms of what people may take along and have erased, put together. */
import type { Seal } from '../accounts/seal.ts';
import type { ProfileRooms } from '../members/profile-rooms.ts';
import type { Bans } from '../people/bans.ts';
import { Erase } from './erase.ts';
import { ErasedList } from './erased.ts';
import { ExportRoom } from './export.ts';
import { PersonActs } from './person-acts.ts';

interface Parts {
  readonly people: ProfileRooms;
  readonly dataDir: string;
  readonly bans: Bans;
  readonly answers: Seal;
  readonly reportError: (error: unknown) => void;
}

export function openPrivacy({ people, dataDir, bans, answers, reportError }: Parts) {
  const { store, members, avatars, unseen } = people;
  const erase = new Erase({ store, members, bans, avatars, erased: new ErasedList(dataDir), answers });
  erase.listen(ids => {
    for (const id of ids) {
      // Of a picture that nobody else has seen, nothing in the store tells.
      void avatars.remove(unseen.forgetAvatar(id)).catch(reportError);
      unseen.forget(id);
    }
  });
  return { erase, exports: new ExportRoom(store.records), personActs: new PersonActs({ store, members, erase }) };
}
