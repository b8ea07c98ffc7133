import type { House } from '#app';
import type { OfficerActor } from '#platform/access.ts';
import type { AnswerOf, CallInput, Operation } from '#platform/operation.ts';
import type { PlatformDeps, RoomParts } from '#platform/room.ts';
import { demoOfficer } from '#seeds/demo/index.ts';

export type Call = <O extends Operation>(
  operation: O,
  input: CallInput<O>,
  actor: OfficerActor,
) => Promise<AnswerOf<O>>;

/** A room's operations, carried out by officers of the demo world. */
export function callsOf({ served = [] }: RoomParts, deps: PlatformDeps): Call {
  return async (operation, input, actor) => {
    const found = served.find((one) => one.operation.id === operation.id);
    if (!found) throw new Error(`${operation.id} is not served`);
    const given = { params: input.params, query: input.query, body: input.body };
    // The handler of this operation answers in the shape of its contract.
    return (await found.handle(given, { actor, requestId: 'demo-world', locale: 'vi', log: deps.log })) as AnswerOf<
      typeof operation
    >;
  };
}

export function actorOf(key: string): OfficerActor {
  const { id, name, appointments } = demoOfficer(key);
  const post = appointments.at(-1);
  if (!post) throw new Error(`${key} has no post`);
  // What the world makes belongs to no account: files are owned in the name of the officer.
  return {
    kind: 'officer',
    accountId: id,
    officerId: id,
    agencyId: post.agencyId,
    name,
    position: post.position,
    rights: post.rights,
  };
}

/** The officer acts in the post that the directory knows. */
export async function takePost(house: House, officer: OfficerActor, today: string): Promise<OfficerActor> {
  const [held] = await house.doors.directory.appointmentsOf(officer.officerId, today);
  if (held) officer.postId = held.postId;
  return officer;
}
