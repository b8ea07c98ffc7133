import { createHash, createSign, generateKeyPairSync, randomBytes } from 'node:crypto';
import { isoCBOR } from '@simplewebauthn/server/helpers';

interface Behaviour {
  rpId: string;
  origin: string;
  /** What the browser was asked to sign. */
  challenge: string;
  userVerified?: boolean;
  /** Backup eligible, as the keys of password managers are. */
  synced?: boolean;
  counter?: number;
  type?: string;
}

/** An authenticator in software: answers as a browser would, and may be told to misbehave. */
export function softKey() {
  const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const jwk = publicKey.export({ format: 'jwk' });
  const bytes = (text: string | undefined) => new Uint8Array(Buffer.from(text ?? '', 'base64url'));
  const id = randomBytes(16);
  const b64 = (value: Buffer | Uint8Array) => Buffer.from(value).toString('base64url');
  const clientData = ({ challenge, origin, type }: Behaviour, usual: string) =>
    Buffer.from(JSON.stringify({ type: type ?? usual, challenge, origin, crossOrigin: false }));

  function authData(how: Behaviour, credential?: Buffer): Buffer {
    const flags = 1 | (how.userVerified ? 4 : 0) | (how.synced ? 8 | 16 : 0) | (credential ? 64 : 0);
    const counter = Buffer.alloc(4);
    counter.writeUInt32BE(how.counter ?? 0);
    return Buffer.concat([
      createHash('sha256').update(how.rpId).digest(),
      Buffer.from([flags]),
      counter,
      credential ?? Buffer.alloc(0),
    ]);
  }

  return {
    id: b64(id),
    register(how: Behaviour) {
      const cose = isoCBOR.encode(
        new Map<number, number | Uint8Array<ArrayBuffer>>([
          [1, 2],
          [3, -7],
          [-1, 1],
          [-2, bytes(jwk.x)],
          [-3, bytes(jwk.y)],
        ]),
      );
      const length = Buffer.alloc(2);
      length.writeUInt16BE(id.length);
      const credential = Buffer.concat([Buffer.alloc(16), length, id, Buffer.from(cose)]);
      const attestationObject = isoCBOR.encode(
        new Map<string, unknown>([
          ['fmt', 'none'],
          ['attStmt', new Map()],
          ['authData', new Uint8Array(authData(how, credential))],
        ]) as never,
      );
      return {
        id: b64(id),
        rawId: b64(id),
        type: 'public-key',
        clientExtensionResults: {},
        response: {
          clientDataJSON: b64(clientData(how, 'webauthn.create')),
          attestationObject: b64(attestationObject),
          transports: ['internal'],
        },
      };
    },
    sign(how: Behaviour) {
      const data = authData(how);
      const client = clientData(how, 'webauthn.get');
      const signature = createSign('sha256')
        .update(Buffer.concat([data, createHash('sha256').update(client).digest()]))
        .sign(privateKey);
      return {
        id: b64(id),
        rawId: b64(id),
        type: 'public-key',
        clientExtensionResults: {},
        response: { clientDataJSON: b64(client), authenticatorData: b64(data), signature: b64(signature) },
      };
    },
  };
}
