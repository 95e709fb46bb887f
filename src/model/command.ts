/** A program and its arguments; never a line of shell. */
export type Argv = readonly [program: string, ...arguments_: string[]];

/** A command with what it reads on standard input. */
export interface Command {
  readonly argv: Argv;
  readonly stdin?: string;
}

/** The same command inside a network namespace; `undefined` is the machine's own. */
export const inNamespace = (namespace: string | undefined, argv: Argv): Argv =>
  namespace === undefined ? argv : ['ip', 'netns', 'exec', namespace, ...argv];
