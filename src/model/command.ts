/** A program and its arguments, not a shell command line. */
export type Argv = readonly [program: string, ...arguments_: string[]];

/** A command and its standard input. */
export interface Command {
  readonly argv: Argv;
  readonly stdin?: string;
}

/** The command run inside a network namespace; `undefined` is the initial one. */
export const inNamespace = (namespace: string | undefined, argv: Argv): Argv =>
  namespace === undefined ? argv : ['ip', 'netns', 'exec', namespace, ...argv];
