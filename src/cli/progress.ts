/** Steps of long work, each with its seconds: what the person at the terminal watches. */
export interface Progress {
  step<T>(name: string, work: () => Promise<T>): Promise<T>;
  say(line: string): void;
}

export function terminalProgress(out: NodeJS.WriteStream = process.stdout): Progress {
  return {
    async step(name, work) {
      const started = performance.now();
      if (out.isTTY) out.write(`  … ${name}`);
      try {
        const result = await work();
        const time = ((performance.now() - started) / 1000).toFixed(1);
        out.write(`${out.isTTY ? '\r\x1b[K' : ''}  ✓ ${name}  ${time} s\n`);
        return result;
      } catch (error) {
        out.write(`${out.isTTY ? '\r\x1b[K' : ''}  ✗ ${name}\n`);
        throw error;
      }
    },
    say: (line) => void out.write(`${line}\n`),
  };
}
