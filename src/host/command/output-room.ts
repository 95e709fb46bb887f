import { EventEmitter, once } from 'node:events';

/**
 * The limit in bytes of a command's stdout and stderr together, including what was printed before it ran.
 * vrbench reads some kilobytes; a program that prints endlessly is terminated before it fills the memory.
 */
export const MOST_OUTPUT = 64 * 1024 * 1024;

/** Limits the output of a command. */
export interface OutputRoom {
  /** Passes chunks to a reader, up to the limit. */
  readonly pass: (reader: (chunk: Buffer) => void) => (chunk: Buffer) => void;
  /** Resolves when the limit is exceeded. */
  readonly exceeded: Promise<unknown>;
}

export const outputRoom = (most = MOST_OUTPUT): OutputRoom => {
  const events = new EventEmitter();
  let left = most;
  return {
    pass: (reader) => (chunk) => {
      if (left < 0) return;
      left -= chunk.length;
      if (left < 0) events.emit('exceeded');
      else reader(chunk);
    },
    exceeded: once(events, 'exceeded'),
  };
};
