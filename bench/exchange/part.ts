import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';

/** A part of the bench in its own process; each order is a message, each answer too. */
export class Part<Order, Answer> {
  readonly #child: ChildProcess;
  readonly #ended: Promise<never>;
  constructor(file: string) {
    this.#child = fork(fileURLToPath(new URL(file, import.meta.url)), {
      env: { ...process.env, NODE_ENV: 'production' },
      stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
    });
    this.#ended = once(this.#child, 'exit').then(() => {
      throw new Error('A part of the bench ended by itself');
    });
    this.#ended.catch(() => undefined);
  }
  get pid(): number {
    return this.#child.pid ?? 0;
  }
  async ask(order: Order): Promise<Answer> {
    this.#child.send(order as object);
    const [answer] = (await Promise.race([once(this.#child, 'message'), this.#ended])) as [Answer];
    return answer;
  }
  end(): void {
    this.#child.disconnect();
  }
}
