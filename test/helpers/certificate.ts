/** A certificate for this machine, made for one test: X.509 by hand, as far as TLS needs it (RFC 5280 §4.1). */
import { generateKeyPairSync, sign } from 'node:crypto';

export interface Certificate {
  readonly key: string;
  readonly cert: string;
}

const SEQUENCE = 0x30;
const ECDSA_WITH_SHA256 = value(SEQUENCE, Buffer.from('06082a8648ce3d040302', 'hex'));
/** CN=localhost. */
const NAME = value(
  SEQUENCE,
  value(0x31, value(SEQUENCE, Buffer.from('0603550403', 'hex'), value(0x0c, Buffer.from('localhost')))),
);
/** localhost, 127.0.0.1 */
const ALSO_CALLED = value(
  SEQUENCE,
  Buffer.from('0603551d11', 'hex'),
  value(0x04, value(SEQUENCE, value(0x82, Buffer.from('localhost')), value(0x87, Buffer.from([127, 0, 0, 1])))),
);

/** Good from yesterday until tomorrow; trusted by nobody who was not told to. */
export function makeCertificate(): Certificate {
  const { publicKey, privateKey } = generateKeyPairSync('ec', { namedCurve: 'prime256v1' });
  const content = value(
    SEQUENCE,
    value(0xa0, value(0x02, Buffer.from([2]))),
    value(0x02, Buffer.from([1])),
    ECDSA_WITH_SHA256,
    NAME,
    value(SEQUENCE, time(-1), time(1)),
    NAME,
    publicKey.export({ type: 'spki', format: 'der' }),
    value(0xa3, value(SEQUENCE, ALSO_CALLED)),
  );
  const signature = sign('sha256', content, privateKey);
  const whole = value(SEQUENCE, content, ECDSA_WITH_SHA256, value(0x03, Buffer.from([0]), signature));
  return {
    key: privateKey.export({ type: 'pkcs8', format: 'pem' }).toString(),
    cert: `-----BEGIN CERTIFICATE-----\n${whole.toString('base64').replace(/.{64}/g, '$&\n')}\n-----END CERTIFICATE-----\n`,
  };
}

/** One value in DER: its kind, its length, and what is in it. */
function value(tag: number, ...parts: Buffer[]): Buffer {
  const content = Buffer.concat(parts);
  const { length } = content;
  const head = length < 128 ? [length] : length < 256 ? [0x81, length] : [0x82, length >> 8, length & 255];
  return Buffer.concat([Buffer.from([tag, ...head]), content]);
}

function time(days: number): Buffer {
  const text = new Date(Date.now() + days * 86_400_000).toISOString().replace(/[-:T]|\.\d+/g, '');
  return value(0x17, Buffer.from(text.slice(2)));
}
