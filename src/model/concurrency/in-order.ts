/** A task, started by calling it. */
export type Work = () => unknown;

/** The result of each task. */
export type Done<Pieces extends readonly Work[]> = {
  -readonly [Index in keyof Pieces]: Awaited<ReturnType<Pieces[Index]>>;
};

/** Runs tasks in order: each takes full effect before the next one does. */
export type InOrder = <const Pieces extends readonly Work[]>(
  pieces: Pieces,
) => Promise<Done<Pieces>>;

/** Starts each task when the previous one has ended. @throws the error of the first that fails */
export const oneByOne: InOrder = async <const Pieces extends readonly Work[]>(pieces: Pieces) => {
  const done: unknown[] = [];
  for (const piece of pieces) done.push(await piece());
  return done as Done<Pieces>;
};

/**
 * Starts all tasks at once, in order. For a host that queues its work: a task waits there for those before
 * it, and its output is not known until all have been queued.
 */
export const queued: InOrder = async <const Pieces extends readonly Work[]>(pieces: Pieces) =>
  (await Promise.all(pieces.map((piece) => piece()))) as Done<Pieces>;
