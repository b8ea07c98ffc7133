/**
 * The typesetting process: reads requests from its parent, compiles them with Typst, answers with PDF bytes.
 *
 * It is a process of its own because the compiler is native code that runs synchronously: here a long document does not
 * hold up requests, a panic does not end the node, and memory that the compiler never gives back (measured: about
 * 100 MB after a thousand documents) goes away with the process. `typeset.ts` starts it when needed and lets it go.
 */
import { dirname } from 'node:path';
import { fileURLToPath } from 'node:url';
import { NodeCompiler } from '@myriaddreamin/typst-ts-node-compiler';
import type { PlaceMark, TypesetAnswer, TypesetRequest } from './wire.ts';

const folder = dirname(fileURLToPath(import.meta.url));
const faces = ['400Regular', '400Regular_Italic', '700Bold', '700Bold_Italic'];
const fontPaths = faces.map((face) =>
  fileURLToPath(import.meta.resolve(`@expo-google-fonts/tinos/${face}/Tinos_${face}.ttf`)),
);

// The workspace is this folder, so that a template can import "/official.typ" and reach no other file of the machine.
const compiler = NodeCompiler.create({ workspace: folder, fontArgs: [{ fontPaths }] });

// Constant text: values reach the document only as JSON, so that no input can become Typst code.
// `fallback: false` because another machine has other fonts: a character that Tinos lacks is an error everywhere.
const prelude =
  '#let data = json(bytes(sys.inputs.data)); #let meta = json(bytes(sys.inputs.meta)); ' +
  '#set document(title: meta.title, author: meta.author); ' +
  '#set text(font: "Tinos", size: 13pt, lang: meta.lang, fallback: false, ' +
  // Lines are as tall as the font says: with Typst's default (capital height) stacked tone marks touch the line above.
  'top-edge: "ascender", bottom-edge: "descender"); #set par(leading: 2pt, spacing: 6pt)\n';

function compile(request: TypesetRequest): { pdf: Buffer; places: PlaceMark[] } | { svg: string } {
  for (const [name, content] of Object.entries(request.assets)) {
    compiler.mapShadow(`${folder}/assets/${name}`, Buffer.from(content));
  }
  try {
    const result = compiler.compile({
      mainFileContent: prelude + request.template,
      inputs: { data: request.data, meta: request.meta },
    });
    const document = result.result;
    if (!document) throw new Error(JSON.stringify(result.takeDiagnostics()?.shortDiagnostics));
    if (request.as === 'svg') return { svg: compiler.plainSvg(document) };
    const places = compiler.query(document, { selector: '<place-mark>', field: 'value' }) as PlaceMark[];
    return { pdf: compiler.pdf(document, { pdfStandard: 'a-2b', creationTimestamp: request.at }), places };
  } finally {
    compiler.resetShadow();
    compiler.evictCache(3);
  }
}

function answer(request: TypesetRequest): TypesetAnswer {
  try {
    return { id: request.id, ...compile(request) };
  } catch (error) {
    return { id: request.id, failure: error instanceof Error ? error.message : String(error) };
  }
}

/** To a node that is no more there is nothing to say. */
function say(message: TypesetAnswer): void {
  process.send?.(message, undefined, undefined, (error) => {
    if (error) process.exit(0);
  });
}

process.on('message', (request: TypesetRequest) => say(answer(request)));
process.on('disconnect', () => process.exit(0));
// Ctrl-C reaches the whole process group: the node decides when its typesetter ends, so that a job can finish.
process.on('SIGINT', () => undefined);
