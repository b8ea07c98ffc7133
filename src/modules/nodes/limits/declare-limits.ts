import type { FastifyRequest } from 'fastify';
import { sql } from 'kysely';
import { Type, type Static } from 'typebox';
import { Check } from 'typebox/value';
import type { Actor } from '#platform/access.ts';
import { readJson } from '#platform/database/read-json.ts';
import { digestOf } from '#platform/web/message-signatures.ts';
import { sendSigned } from '../calls/call-node.ts';
import { recognise } from '../calls/peer.ts';
import { nodesProblem } from '../errors.ts';
import { changeRegister, type Trx } from '../registrar/register.ts';
import type { Tables } from '../tables.ts';
import type { RoomTools } from '../tools.ts';
import { LimitsShape, sameLimits, settled, type Limits } from './limits.ts';

export const LIMITS_AT = '/lien-nut/danh-ba/kha-nang';
export const MOST_LIMITS_BYTES = 256 * 1024;
/** Of one request. What is over waits for the next minute. */
const MOST_AT_ONCE = 100;

const Nullable = Type.Union([LimitsShape, Type.Null()]);
const SaidShape = Type.Array(
  Type.Object(
    { code: Type.String({ minLength: 1, maxLength: 35 }), limits: Nullable },
    { additionalProperties: false },
  ),
  { minItems: 1, maxItems: MOST_AT_ONCE },
);
type Said = Static<typeof SaidShape>;

/** Keeps what an agency of this node says of its software; `tellLimits` brings it into the directory, also when the registrar is away now. */
export async function declareLimits(tools: RoomTools, agencyId: string, limits: Limits): Promise<void> {
  const { deps } = tools;
  const agency = await deps.directory.getAgency(agencyId);
  const row = { limits: JSON.stringify(settled(limits) ?? null), said_at: deps.clock.now() };
  await deps.database
    .of<Tables>()
    .insertInto('nodes.declared')
    .values({ agency_code: agency.code, ...row })
    .onConflict((conflict) => conflict.column('agency_code').doUpdateSet(row))
    .execute();
}

/** Every minute: what was declared here and the directory does not say yet is told to the registrar. */
export async function tellLimits(tools: RoomTools): Promise<void> {
  const { deps, nodeId } = tools;
  const { registrar, registrarUrl } = deps.config.node;
  const book = (await tools.copies.trusted())?.book;
  if (!book) return;
  const rows = await deps.database.of<Tables>().selectFrom('nodes.declared').selectAll().execute();
  const untold: Said = [];
  for (const { agency_code, limits } of rows) {
    const agency = await deps.directory.findAgencyByCode(agency_code);
    const member = book.memberOf([agency_code, ...(agency?.codes ?? []).map((one) => one.code)]);
    const said = limits === null ? null : readJson(Nullable, limits, 'nodes.declared.limits');
    if (member?.nodeId !== nodeId || sameLimits(member.limits, said)) continue;
    untold.push({ code: member.code, limits: said });
    if (untold.length === MOST_AT_ONCE) break;
  }
  if (untold.length === 0) return;
  if (registrar) return keepLimits(tools, nodeId, untold, { kind: 'system', name: 'nodes' });
  if (!registrarUrl) return;
  const response = await sendSigned(
    tools,
    { node: 'registrar', url: registrarUrl },
    {
      method: 'POST',
      path: LIMITS_AT,
      headers: { 'content-type': 'application/json' },
      body: Buffer.from(JSON.stringify(untold)),
    },
  ).catch((error: unknown) => {
    deps.log.warn({ err: error }, 'the registrar could not be told what agencies here cannot take');
    return undefined;
  });
  await response?.body?.cancel();
}

/** The registrar takes the word of a node for those that are at home there. @throws nodes.not-a-peer, nodes.limits-refused */
export async function receiveLimits(tools: RoomTools, request: FastifyRequest): Promise<void> {
  if (!tools.deps.config.node.registrar) throw nodesProblem('not-the-registrar');
  const bytes = Buffer.isBuffer(request.body) ? request.body : Buffer.alloc(0);
  const { nodeId } = await recognise(tools, request, digestOf(bytes));
  await keepLimits(tools, nodeId, readSaid(bytes), { kind: 'system', name: `node ${nodeId}` });
}

async function keepLimits(tools: RoomTools, nodeId: string, said: Said, actor: Actor): Promise<void> {
  const { deps } = tools;
  await changeRegister(tools, actor, async (trx) => {
    const homes = await trx
      .selectFrom('nodes.home')
      .select('agency_code')
      .where('node_id', '=', nodeId)
      .where('until', 'is', null)
      .where(
        'agency_code',
        'in',
        said.map(({ code }) => code),
      )
      .execute();
    if (homes.length < new Set(said.map(({ code }) => code)).size) throw nodesProblem('limits-refused');
    for (const { code, limits } of said) {
      const row = { node_id: nodeId, limits: JSON.stringify(settled(limits) ?? null), said_at: deps.clock.now() };
      await trx
        .insertInto('nodes.member_limits')
        .values({ agency_code: code, ...row })
        .onConflict((conflict) => conflict.column('agency_code').doUpdateSet(row))
        .execute();
      await deps.evidence.record(trx, {
        kind: 'nodes.limits-said',
        subject: `node:${nodeId}`,
        actor,
        data: { code, limits: settled(limits) ?? null },
      });
    }
  });
}

/** For the directory: what holds of whom, by the code under which the home stands, where the node that said it is the home. */
export async function readLimits(trx: Trx): Promise<ReadonlyMap<string, Limits>> {
  const { rows } = await sql<{ code: string; limits: unknown }>`
    select l.agency_code as code, l.limits from nodes.member_limits l
    join nodes.home h on h.agency_code = l.agency_code and h.node_id = l.node_id and h.until is null
    where l.limits::text <> 'null'`.execute(trx);
  return new Map(rows.map(({ code, limits }) => [code, readJson(LimitsShape, limits, 'nodes.member_limits.limits')]));
}

function readSaid(bytes: Buffer): Said {
  try {
    const said = JSON.parse(bytes.toString('utf8')) as unknown;
    if (Check(SaidShape, said)) return said;
  } catch (cause) {
    throw nodesProblem('limits-refused', { cause });
  }
  throw nodesProblem('limits-refused');
}
