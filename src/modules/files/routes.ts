import { accountOf } from '#platform/access.ts';
import { serve, type Served } from '#platform/operation.ts';
import { platformProblem } from '#platform/problem.ts';
import { getFile, getLimits, openFile, receiveFile, removeFile, viewFile } from './contract.ts';
import type { Files } from './index.ts';

export function routes(files: Omit<Files, 'parts'>): Served[] {
  return [
    serve(receiveFile, ({ body }, { actor }) => {
      const owner = accountOf(actor);
      if (owner === null) throw platformProblem('not-signed-in');
      return files.receive(Buffer.from(body.content, 'base64'), { name: body.name, owner });
    }),
    serve(getLimits, () => ({
      people: { bytes: files.rules.maxBytes, types: [...files.rules.types] },
      axis: { bytes: files.axis.maxBytes, types: [...files.axis.types] },
    })),
    serve(getFile, ({ params }, { actor }) => files.getFor(params.fileId, actor)),
    serve(openFile, ({ params }, { actor }) => files.open(params.fileId, actor)),
    serve(viewFile, ({ params }, { actor }) => files.view(params.fileId, actor)),
    serve(removeFile, async ({ params }, { actor }) => {
      await files.remove(params.fileId, actor);
      return { removed: true };
    }),
  ];
}
