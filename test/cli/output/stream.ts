import { Writable } from 'node:stream';
import type { StandardStream } from '../../../src/cli/output/output-stream.js';

/** How a stream behaves. */
export interface StreamOptions {
  readonly isTTY?: boolean;
  /** Every write fails with it. */
  readonly code?: string;
  /** Writes wait until `read` is called. */
  readonly stuck?: boolean;
}

/** A stream that keeps what it gets. */
export interface KeptStream {
  readonly stream: StandardStream;
  readonly text: () => string;
  /** Its reader reads on. */
  readonly read: () => void;
}

/** A terminal, a pipe or a file for tests; after an error it can be written to, as Node's own can. */
export const keptStream = ({ isTTY = false, code, stuck = false }: StreamOptions): KeptStream => {
  let text = '';
  let waiting = stuck;
  const held: (() => void)[] = [];
  const writable = new Writable({
    decodeStrings: false,
    autoDestroy: false,
    write: (chunk, _, done) => {
      const take = (): void => {
        text += String(chunk);
        done();
      };
      if (code !== undefined) done(Object.assign(new Error(`${code}: write`), { code }));
      else if (waiting) held.push(take);
      else take();
    },
  });
  return {
    stream: Object.assign(writable, { isTTY, columns: 80 }),
    text: () => text,
    read: () => {
      waiting = false;
      for (const take of held.splice(0)) take();
    },
  };
};
