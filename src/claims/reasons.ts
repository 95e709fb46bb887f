import type { Meanings } from '../model/meanings.js';
import type { RunRecord } from '../results/schema.js';

/** The first kernel without a route cache for IPv4. */
const WITHOUT_ROUTE_CACHE = [3, 6] as const;
/** The paper's kernel. */
const PAPER_KERNEL = '2.6.33';

const dutKernel = ({ setup }: RunRecord): string | undefined => setup?.roles.dut.kernelRelease;

const isSince = (release: string, [major, minor]: readonly [number, number]): boolean => {
  const [own = 0, ownMinor = 0] = release.split('.').map((part) => Number.parseInt(part, 10));
  return own > major || (own === major && ownMinor >= minor);
};

/** What claims may depend on. */
export const DEPENDENCIES = {
  cycles: 'the cost of a frame in cycles, including cache misses, interrupts and DMA',
  'route-cache': 'the IPv4 route cache, removed in Linux 3.6',
  kernel: "how the paper's kernel, Linux 2.6.33, handles a frame",
} as const satisfies Meanings<string>;

export type Dependency = keyof typeof DEPENDENCIES;

/** How a run differs from the paper's machine in what a claim depends on; undefined if it does not. */
const DIFFERENCES: Readonly<Record<Dependency, (run: RunRecord) => string | undefined>> = {
  cycles: ({ environment: { kind } }) =>
    kind === 'instruction-time'
      ? 'instruction time has no cache misses and no cost of interrupts or DMA: data planes differ only in instructions'
      : kind === 'emulated'
        ? 'measurements on an emulated machine include the computer that emulates it'
        : undefined,
  'route-cache': (run) => {
    const release = dutKernel(run);
    return release !== undefined && isSince(release, WITHOUT_ROUTE_CACHE)
      ? `Linux ${release} has no route cache to miss (removed in 3.6): every frame is looked up in the routing table`
      : undefined;
  },
  kernel: (run) => {
    const release = dutKernel(run);
    return release === undefined || release.startsWith(PAPER_KERNEL)
      ? undefined
      : `Linux ${release}, not ${PAPER_KERNEL}`;
  },
};

/** Why runs may differ from the paper in claims with these dependencies. */
export const reasonsFor = (
  dependencies: readonly Dependency[],
  runs: readonly RunRecord[],
): readonly string[] => [
  ...new Set(dependencies.flatMap((name) => runs.flatMap((run) => DIFFERENCES[name](run) ?? []))),
];
