import { liveTopic } from '#platform/live.ts';
import { serve } from '#platform/operation.ts';
import { platformProblem } from '#platform/problem.ts';
import type { PlatformDeps, Room } from '#platform/room.ts';
import { getBoard } from './contract.ts';
import { BOARD_TOPIC, commandListeners } from './listeners.ts';
import { readBoard, type DirectoryDoor } from './read-board.ts';

/** The command centre's live board. It changes nothing and is asked by nobody: it only listens and shows. */
export function createCommand(deps: PlatformDeps & { directory: DirectoryDoor }): Room {
  return {
    parts: {
      name: 'command',
      served: [
        serve(getBoard, (_input, { actor }) => {
          if (actor.kind !== 'officer') throw platformProblem('not-allowed');
          return readBoard(deps, actor);
        }),
      ],
      listeners: commandListeners(deps),
      topics: [
        liveTopic(
          BOARD_TOPIC,
          (actor, key) => key === 'all' && actor.kind === 'officer' && actor.rights.includes('command.view'),
        ),
      ],
    },
  };
}
