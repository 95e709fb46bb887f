/** Names that `ethtool -K` uses for offloads that `ethtool -k` prints under another name. */
const LONG_NAMES: Readonly<Record<string, string>> = {
  rx: 'rx-checksumming',
  tx: 'tx-checksumming',
  sg: 'scatter-gather',
  tso: 'tcp-segmentation-offload',
  ufo: 'udp-fragmentation-offload',
  gso: 'generic-segmentation-offload',
  gro: 'generic-receive-offload',
  lro: 'large-receive-offload',
  rxvlan: 'rx-vlan-offload',
  txvlan: 'tx-vlan-offload',
  ntuple: 'ntuple-filters',
  rxhash: 'receive-hashing',
};

const SHORT_NAMES: ReadonlyMap<string, string> = new Map(
  Object.entries(LONG_NAMES).map(([short, long]) => [long, short]),
);

/** The name of an offload as printed by `ethtool -k`. */
export const printedOffload = (name: string): string => LONG_NAMES[name] ?? name;

/** The name of an offload for `ethtool -K`. */
export const takenOffload = (name: string): string => SHORT_NAMES.get(name) ?? name;

/** Offloads that `ethtool -k` prints as the sum of others, which it lists below them (features.c of ethtool). */
const PARTS: Readonly<Record<string, RegExp>> = {
  'tx-checksumming': /^tx-checksum-/,
  'scatter-gather': /^tx-scatter-gather/,
  'tcp-segmentation-offload': /^tx-tcp.*-segmentation$/,
};

/** The parts of an offload among the printed ones; undefined if it has none. */
export const partsOfOffload = (
  name: string,
  printed: readonly string[],
): readonly string[] | undefined => {
  const parts = printed.filter((each) => PARTS[name]?.test(each) === true);
  return parts.length === 0 ? undefined : parts;
};
