import { useState } from 'react';
import {
  data,
  redirect,
  useActionData,
  useLoaderData,
  type ActionFunctionArgs,
  type LoaderFunctionArgs,
} from 'react-router';
import { listCommunes } from '#modules/directory/contract.ts';
import { isId } from '#platform/id.ts';
import { toSign } from '#platform/access.ts';
import { apiOf, pathOf, requireOfficer, requireProof, stepUpHref, type PageApi } from '#platform/web/api.ts';
import { say } from '#platform/web/words.ts';
import { readStaffForm, errorsOf, frameData, Notice, StaffFrame } from '#ui/index.ts';
import { prepareBirthEntry, registerBirthOperation } from '../contract.ts';
import type { BirthEntry, EntryKey } from '../entry.ts';
import { EntryForm, type Refused } from './parts/entry-form.tsx';
import { PaperImages } from './parts/paper-images.tsx';
import { RegisteredAct } from './parts/registered-act.tsx';
import { shownBy } from './options.ts';
import { readEntry, typedOf } from './read-entry.ts';
import { labels, words } from './words.ts';

/** Minutes before the end of `toSign` in which an entry that has been begun can be finished: half an hour. */
const TYPED_WITHIN = (toSign.maxAgeMinutes ?? 240) - 30;

export const handle = { hydrate: true, look: 'staff' };

export async function loader({ context, request, params }: LoaderFunctionArgs) {
  const api = apiOf(context);
  requireOfficer(api, request);
  const { actor } = api;
  const dossierId = params['dossierId'] ?? '';
  const officer = {
    name: actor.kind === 'officer' ? actor.name : '',
    position: actor.kind === 'officer' ? actor.position : '',
    rights: actor.kind === 'officer' ? [...actor.rights] : [],
    agencyName: actor.kind === 'officer' ? (actor.agencyName ?? '') : '',
  };
  if (!isId(dossierId)) throw new Response(null, { status: 404 });
  const tried = await api.try(prepareBirthEntry, { params: { dossierId } });
  // Asked for before anything is typed, and early enough that there is time to type it.
  if (tried.ok && !tried.answer.act) requireProof(api, request, { ...toSign, maxAgeMinutes: TYPED_WITHIN });
  const frame = frameData(api, request);
  if (!tried.ok && tried.problem.status !== 409) throw new Response(null, { status: tried.problem.status });
  return {
    frame,
    officer,
    dossierId,
    prepared: tried.ok ? tried.answer : null,
    cannot: tried.ok ? null : tried.problem.title,
  };
}

export async function action({ context, request, params }: ActionFunctionArgs) {
  const api = apiOf(context);
  requireOfficer(api, request);
  const form = await readStaffForm(api, request);
  const typed = typedOf(form);
  const said = (name: string): string => String(form.get(name) ?? '').trim();
  const extra = { similarReason: said('similarReason'), signerOfficerId: said('signerOfficerId'), note: said('note') };
  const { entry, errors } = readEntry(typed);
  const t = words(api.locale);
  const kept = { typed, extra, ...(await morePlaces(api, said('morePlacesOf'))) };
  const wrong = Object.fromEntries(
    Object.entries(errors).map(([box, code]) => [box, say(t[code], { label: labels[box as EntryKey][api.locale] })]),
  );
  const onlyCheck = form.get('act') === 'check';
  if (onlyCheck || Object.keys(errors).length > 0) {
    const checked: Refused = {
      ...kept,
      title: onlyCheck ? t.checkedOnly : t.refused,
      errors: wrong,
      similar: false,
      checked: onlyCheck,
    };
    return checked;
  }
  const filled = Object.fromEntries(Object.entries(extra).filter(([, value]) => value !== ''));
  const tried = await api.try(registerBirthOperation, {
    // The operation checks the shape: what a box says wrongly comes back under its name.
    body: { dossierId: params['dossierId'] ?? '', entry: entry as unknown as BirthEntry, ...filled },
  });
  // A new GET: reloading or going back must not register again.
  if (tried.ok) throw redirect(new URL(request.url).pathname.replace(/\.data$/u, ''), 303);
  const texts = (tried.problem.errors ?? []).map(({ path, message }) => [path.split(/[/.]/u).at(-1) ?? '', message]);
  const refused: Refused = {
    ...kept,
    title: tried.problem.title,
    errors: Object.fromEntries(texts) as Record<string, string>,
    similar: tried.problem.code === 'civil-status.similar-act',
    checked: false,
    ...(tried.problem.code === 'platform.step-up' ? { confirmHref: stepUpHref(pathOf(request), toSign) } : {}),
  };
  return data(refused, { status: tried.problem.status });
}

/** The communes of another province that the officer asked for, to choose from in the lists of places. */
async function morePlaces(api: PageApi, province: string): Promise<Pick<Refused, 'morePlaces' | 'morePlacesOf'>> {
  const none = { morePlaces: [], morePlacesOf: '' };
  if (!/^[0-9]{2}$/u.test(province)) return none;
  const tried = await api.try(listCommunes, { params: { code: province }, query: {} });
  if (!tried.ok) return none;
  return { morePlaces: tried.answer.communes.map(({ code, path }) => ({ code, name: path })), morePlacesOf: province };
}

export default function RegisterBirthPage() {
  const { frame, officer, dossierId, prepared, cannot } = useLoaderData<typeof loader>();
  // Kept from the first render: asking the loader again forgets the action's answer, and with it what was typed.
  const [refused] = useState(useActionData<typeof action>());
  const t = words(frame.locale);
  const act = prepared?.act ?? null;
  const errors = errorsOf({
    ...(act ? {} : refused?.errors),
    ...(refused?.similar && !act ? { similarReason: refused.title } : {}),
  });
  return (
    <StaffFrame
      title={t.title}
      locale={frame.locale}
      path={frame.path}
      actor={officer}
      agencyName={officer.agencyName}
      errors={errors}
      backLink={{ href: `/can-bo/ho-so/${dossierId}`, text: t.back }}
      aside={prepared ? <PaperImages dossierId={dossierId} papers={prepared.papers} /> : undefined}
    >
      <h1 className="govuk-heading-l">{t.title}</h1>
      {prepared ? (
        <p className="govuk-body lt-muted lt-code">{say(t.dossier, { code: prepared.dossier.code })}</p>
      ) : null}
      {cannot ? (
        <Notice tone="warning" title={t.cannot}>
          {cannot}
        </Notice>
      ) : null}
      {prepared && prepared.copies > 0 ? (
        <Notice tone="info" title={say(t.copies, { n: prepared.copies })}>
          {t.copiesHint}
        </Notice>
      ) : null}
      {prepared && act ? (
        <>
          <RegisteredAct act={act} differences={prepared.differences} shown={shownBy(prepared, frame.locale)} />
          <p className="govuk-body">
            <a className="govuk-link" href="/can-bo/so-ho-tich">
              {t.toBook}
            </a>
            {' · '}
            <a className="govuk-link" href="/can-bo">
              {t.toQueue}
            </a>
          </p>
        </>
      ) : null}
      {prepared && !act ? <EntryForm prepared={prepared} refused={refused} locale={frame.locale} /> : null}
    </StaffFrame>
  );
}
