import { setTimeout as wait } from 'node:timers/promises';
import { sql, type RawBuilder } from 'kysely';
import { Type, type Static, type TSchema } from 'typebox';
import { actorReference, type Actor } from './access.ts';
import type { Database, Executor } from './database/database.ts';
import { PREPARED } from './database/prepared-client.ts';
import { operationsUnderWay } from './dispatch.ts';
import { newId } from './id.ts';
import type { Log } from './log.ts';

/** Something that happened, announced by its room. Names carry a version: 'counter.dossier-filed@1'. */
export interface EventType<Payload extends TSchema = TSchema> {
  readonly name: `${string}.${string}@${number}`;
  readonly payload: Payload;
}

export interface HouseEvent<Payload = unknown> {
  id: string;
  name: string;
  at: Date;
  /** References only (kind and ids), see actorReference. */
  actor: Record<string, string>;
  payload: Payload;
}

export function defineEvent<const Payload extends TSchema>(
  name: EventType['name'],
  payload: Payload,
): EventType<Payload> {
  return { name, payload };
}

export interface ListenerTools {
  /** The transaction in which the delivery is remembered: write your effect here and it happens once. */
  trx: import('kysely').Transaction<unknown>;
  log: Log;
}

export interface Listener {
  /** 'room.what-it-does' */
  name: string;
  event: EventType;
  handle(event: HouseEvent, tools: ListenerTools): Promise<void>;
}

/** A room's reaction to another's announcement. Delivered at least once, effective once per event id. */
export function listen<Payload extends TSchema>(
  event: EventType<Payload>,
  name: string,
  handle: (event: HouseEvent<Static<Payload>>, tools: ListenerTools) => Promise<void>,
): Listener {
  return { name, event, handle: handle as Listener['handle'] };
}

export type Publish = <Payload extends TSchema>(
  trx: Executor,
  event: EventType<Payload>,
  payload: Static<Payload>,
  options?: { actor?: Actor },
) => Promise<string>;

/** As `publish`, for many of one kind at once: one statement, however many they are. */
export type PublishAll = <Payload extends TSchema>(
  trx: Executor,
  event: EventType<Payload>,
  announced: readonly { payload: Static<Payload>; actor: Actor }[],
) => Promise<void>;

/**
 * The same as a part of a statement of the caller: a WITH query with one row, which the statement must read.
 * What is announced is lasting together with what happened, in one round trip.
 */
export type AnnouncementOf = <Payload extends TSchema>(
  event: EventType<Payload>,
  announced: readonly { payload: Static<Payload>; actor: Actor }[],
) => RawBuilder<unknown>;

export const listenerTask = (listener: string): string => `listen:${listener}`;

/**
 * Makes `publish`: appends the event and one job per listener in the caller's transaction, in one statement.
 * The listeners are asked for lazily because rooms are built one after another and may hear rooms built later.
 */
export function createPublish(listeners: () => readonly Listener[]): Publish {
  let tasks: Map<string, string[]> | undefined;
  return async (trx, event, payload, options = {}) => {
    tasks ??= groupTasks(listeners());
    const id = newId();
    const actor = actorReference(
      options.actor ?? { kind: 'system', name: event.name.slice(0, event.name.indexOf('.')) },
    );
    await sql`${sql.raw(PREPARED)} select platform.publish(${id}, ${event.name}, ${JSON.stringify(payload)}::jsonb, ${JSON.stringify(actor)}::jsonb, ${tasks.get(event.name) ?? []}::text[])`.execute(
      trx as Parameters<ReturnType<typeof sql>['execute']>[0],
    );
    return id;
  };
}

export function createPublishAll(announcementOf: AnnouncementOf): PublishAll {
  return async (trx, event, announced) => {
    await sql`${sql.raw(PREPARED)} ${announcementOf(event, announced)}`.execute(
      trx as Parameters<ReturnType<typeof sql>['execute']>[0],
    );
  };
}

export function createAnnouncementOf(listeners: () => readonly Listener[]): AnnouncementOf {
  let tasks: Map<string, string[]> | undefined;
  return (event, announced) => {
    tasks ??= groupTasks(listeners());
    return sql`select platform.publish_all(${announced.map(() => newId())}::uuid[], ${event.name},
      ${announced.map(({ payload }) => JSON.stringify(payload))}::jsonb[],
      ${announced.map(({ actor }) => JSON.stringify(actorReference(actor)))}::jsonb[], ${tasks.get(event.name) ?? []}::text[])`;
  };
}

function groupTasks(listeners: readonly Listener[]): Map<string, string[]> {
  const tasks = new Map<string, string[]>();
  for (const listener of listeners)
    tasks.set(listener.event.name, [...(tasks.get(listener.event.name) ?? []), listenerTask(listener.name)]);
  return tasks;
}

/** From so many operations at once a process is flooded, and its deliveries wait their turn, each for so long at most. */
const FLOOD = 8;
const STAND_BACK_MS = 500;

/**
 * People first: in a flood, what only follows from an answer gives way to those who still wait for theirs. The deliveries of
 * one filing cost as much as the filing (bench/filing.ts); they go on slowly, and catch up when the flood is over. A process
 * that only works never stands back.
 */
async function standBack(): Promise<void> {
  for (let waited = 0; operationsUnderWay() >= FLOOD && waited < STAND_BACK_MS; waited += 25) await wait(25);
}

/** Carries out one delivery: remembers it and runs the listener in one transaction; a repeated one does nothing. */
export async function deliver(database: Database, listener: Listener, eventId: string, log: Log): Promise<boolean> {
  await standBack();
  return database.transaction<unknown, boolean>(async (trx) => {
    const { rows } = await sql<{ id: string; name: string; at: Date; actor: Record<string, string>; payload: unknown }>`
      with first as (
        insert into platform.delivery (event_id, listener) values (${eventId}, ${listener.name})
        on conflict do nothing returning event_id)
      select e.id, e.name, e.at, e.actor, e.payload from platform.event e join first on first.event_id = e.id`.execute(
      trx,
    );
    const event = rows[0];
    if (!event) return false;
    await listener.handle(event, { trx, log });
    return true;
  });
}

/** A shape used by events of several rooms. */
export const BothLanguages = Type.Object({ vi: Type.String(), en: Type.String() });
