/** All that signing in with a provider needs, put together. */
import { Seal } from '../accounts/seal.ts';
import type { Outbound } from '../outbound/http.ts';
import type { SignInStore } from '../store/contract/sign-in.ts';
import { Clients } from './clients.ts';
import { Codes } from './codes.ts';
import { OAuth } from './oauth.ts';
import { Providers } from './providers.ts';
import type { Ways } from './ways.ts';

interface Needed {
  readonly store: SignInStore;
  readonly secret: string;
  readonly outbound: Outbound;
  readonly ways: Ways;
  /** As in `OAuth`. */
  readonly warn: (provider: string, reason: string) => void;
}

export function openOAuth({ store, secret, outbound, ways, warn }: Needed) {
  const seal = new Seal(secret, 'providers');
  const visitSeal = new Seal(secret, 'visits');
  const clients = new Clients({ outbound, seal });
  const codes = new Codes({ store, seal: new Seal(secret, 'codes') });
  return {
    seal: visitSeal,
    codes,
    oauth: new OAuth({ store, clients, codes, seal: visitSeal, warn }),
    providers: new Providers({ store, clients, seal, outbound, onChange: () => ways.reload() }),
  };
}
