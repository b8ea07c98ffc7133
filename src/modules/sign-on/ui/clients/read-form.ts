import type { ClientFacts } from '../../contract/client-shapes.ts';
import { dataItemNames } from '../../data-items.ts';

const LONGEST = 20_000;

/** What was typed, name by name, as it goes back into the form after a refusal. Ticked boxes stand side by side. */
export type Typed = Record<string, string>;

export function typedOf(form: FormData): Typed {
  const names = [...new Set(form.keys())];
  return Object.fromEntries(
    names.map((name) => [
      name,
      form
        .getAll(name)
        .map((value) => (typeof value === 'string' ? value.slice(0, LONGEST) : ''))
        .join(' '),
    ]),
  );
}

/** Whether one of the boxes below the form is ticked. */
export function hasTicked(typed: Typed, box: 'actingFor' | 'secondDevice' | 'sharesSubject'): boolean {
  return (typed['more'] ?? '').split(' ').includes(box);
}

/** The facts of a client from the form. */
export function factsOf(typed: Typed): ClientFacts {
  const said = (name: string): string => (typed[name] ?? '').trim();
  const lines = (name: string): string[] => [
    ...new Set(
      said(name)
        .split(/\r?\n/)
        .map((line) => line.trim())
        .filter((line) => line !== ''),
    ),
  ];
  return {
    nameVi: said('nameVi'),
    nameEn: said('nameEn'),
    aboutVi: said('aboutVi'),
    aboutEn: said('aboutEn'),
    purposeVi: said('purposeVi'),
    purposeEn: said('purposeEn'),
    legalBasis: said('legalBasis'),
    data: dataItemNames.flatMap((item) => {
      const reason = said(`data-${item}`);
      return reason === '' ? [] : [{ item, reason }];
    }),
    contactName: said('contactName'),
    contactEmail: said('contactEmail'),
    contactPhone: said('contactPhone'),
    redirectUris: lines('redirectUris'),
    postLogoutRedirectUris: lines('postLogoutRedirectUris'),
    backchannelLogoutUri: said('backchannelLogoutUri') || null,
    leastLevel: Number(said('leastLevel')) || 1,
    actingFor: hasTicked(typed, 'actingFor'),
    secondDevice: hasTicked(typed, 'secondDevice'),
  };
}

/** The other way round: the form as it shows a client. */
export function typedFrom(facts: ClientFacts): Typed {
  return {
    ...Object.fromEntries(
      Object.entries(facts).flatMap(([name, value]) => (typeof value === 'string' ? [[name, value]] : [])),
    ),
    ...Object.fromEntries(facts.data.map(({ item, reason }) => [`data-${item}`, reason])),
    redirectUris: facts.redirectUris.join('\n'),
    postLogoutRedirectUris: facts.postLogoutRedirectUris.join('\n'),
    leastLevel: String(facts.leastLevel),
    more: [facts.actingFor ? 'actingFor' : '', facts.secondDevice ? 'secondDevice' : ''].join(' ').trim(),
  };
}

/** Keys as pasted: a JWK Set or one key. undefined where it is neither. */
export function keysOf(pasted: string): Record<string, unknown>[] | undefined {
  try {
    const read = JSON.parse(pasted) as { keys?: unknown };
    const keys = Array.isArray(read.keys) ? read.keys : [read];
    const isKey = (one: unknown): one is Record<string, unknown> =>
      typeof one === 'object' && one !== null && !Array.isArray(one);
    return keys.length > 0 && keys.length <= 5 && keys.every(isKey) ? keys : undefined;
  } catch {
    return undefined;
  }
}
