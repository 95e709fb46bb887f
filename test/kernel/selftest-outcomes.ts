/** What a selftest of the kernel found. */
export interface Outcomes {
  /** Of the program: 0, 1 where something failed, or SKIPPED. */
  readonly exit: number;
  /** What was tested, in this order, and OK, FAIL, XFAIL or SKIP. */
  readonly tests: readonly { readonly name: string; readonly outcome: string }[];
  /** What the kernel itself had to say. */
  readonly kernel: readonly string[];
}

/** The exit status of a selftest that a tool or a device is missing for. */
export const SKIPPED = 4;

const TEST = /^TEST: (.*?)\s+\[\s*(\w+)\s*\]/;

/** Reads what guest/selftest.sh prints. */
export const outcomesOf = (output: string): Outcomes => {
  const lines = output.split('\n');
  const tests = lines.flatMap((line) => {
    const [, name, outcome] = TEST.exec(line) ?? [];
    return name === undefined || outcome === undefined ? [] : [{ name, outcome }];
  });
  const exit = lines.findLast((line) => line.startsWith('exit '));
  if (exit === undefined) throw new Error(`the selftest did not end:\n${output}`);
  return {
    exit: Number(exit.slice('exit '.length)),
    tests,
    kernel: lines.filter((line) => line.startsWith('kernel: ')),
  };
};

/** How many tests had each outcome. */
export const countOf = ({ tests }: Outcomes): Readonly<Record<string, number>> =>
  tests.reduce<Record<string, number>>(
    (counts, { outcome }) => ({ ...counts, [outcome]: (counts[outcome] ?? 0) + 1 }),
    {},
  );
