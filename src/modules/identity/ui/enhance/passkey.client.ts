// The only script of these pages: a key cannot be asked for without one. Without it the page names the other ways.
interface Encoded {
  [member: string]: unknown;
}

const bytesOf = (text: string): Uint8Array<ArrayBuffer> =>
  Uint8Array.from(atob(text.replaceAll('-', '+').replaceAll('_', '/')), (letter) => letter.charCodeAt(0));

function textOf(buffer: ArrayBuffer): string {
  const letters = Array.from(new Uint8Array(buffer), (byte) => String.fromCharCode(byte)).join('');
  return btoa(letters).replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', '');
}

/** The browser's own readers of these options are younger than many phones. */
function decoded(options: Encoded): Encoded {
  const ids = (list: unknown) =>
    Array.isArray(list) ? list.map((one: Encoded) => ({ ...one, id: bytesOf(String(one['id'])) })) : undefined;
  const user = options['user'] as Encoded | undefined;
  return {
    ...options,
    challenge: bytesOf(String(options['challenge'])),
    ...(user ? { user: { ...user, id: bytesOf(String(user['id'])) } } : {}),
    ...(options['excludeCredentials'] ? { excludeCredentials: ids(options['excludeCredentials']) } : {}),
    ...(options['allowCredentials'] ? { allowCredentials: ids(options['allowCredentials']) } : {}),
  };
}

function encoded(credential: PublicKeyCredential): Encoded {
  const { response } = credential;
  const made =
    response instanceof AuthenticatorAttestationResponse
      ? {
          attestationObject: textOf(response.attestationObject),
          transports: typeof response.getTransports === 'function' ? response.getTransports() : [],
        }
      : {
          authenticatorData: textOf((response as AuthenticatorAssertionResponse).authenticatorData),
          signature: textOf((response as AuthenticatorAssertionResponse).signature),
        };
  return {
    id: credential.id,
    rawId: textOf(credential.rawId),
    type: credential.type,
    clientExtensionResults: {},
    response: { clientDataJSON: textOf(response.clientDataJSON), ...made },
  };
}

function start(form: HTMLFormElement): void {
  const part = (name: string) => form.querySelector<HTMLElement>(`[data-passkey-${name}]`);
  const field = form.querySelector<HTMLInputElement>('input[name=response]');
  const refused = part('refused');
  const again = part('known');
  if (!field || !('credentials' in navigator) || typeof PublicKeyCredential === 'undefined') return;
  part('missing')?.remove();
  part('ready')?.removeAttribute('hidden');
  let asking = false;
  const ask = async (): Promise<void> => {
    const options = decoded(JSON.parse(form.dataset['passkeyOptions'] ?? '{}') as Encoded);
    try {
      const credential =
        form.dataset['passkey'] === 'add'
          ? await navigator.credentials.create({ publicKey: options as unknown as PublicKeyCredentialCreationOptions })
          : await navigator.credentials.get({ publicKey: options as unknown as PublicKeyCredentialRequestOptions });
      field.value = JSON.stringify(encoded(credential as PublicKeyCredential));
      form.submit();
    } catch (error) {
      asking = false;
      const known = error instanceof DOMException && error.name === 'InvalidStateError';
      (known ? again : refused)?.removeAttribute('hidden');
    }
  };
  form.addEventListener('submit', (event) => {
    if (field.value !== '') return;
    event.preventDefault();
    if (asking) return;
    asking = true;
    refused?.setAttribute('hidden', '');
    again?.setAttribute('hidden', '');
    void ask();
  });
}

for (const form of document.querySelectorAll<HTMLFormElement>('form[data-passkey]')) start(form);
