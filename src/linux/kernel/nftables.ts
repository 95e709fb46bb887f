const TABLE = /^table (\S+ \S+) \{$/;
const CHAIN = /^\s+chain (\S+) \{$/;
/** `type filter hook forward priority filter; policy drop;` */
const DROPS = /^\s+type \S+ hook forward\b.*\bpolicy drop;/;

/** The chains that drop forwarded packets unless a rule accepts them, from `nft list chains`: `ip filter FORWARD`. */
export const droppingChains = (text: string): readonly string[] => {
  const found: string[] = [];
  let table = '';
  let chain = '';
  for (const line of text.split('\n')) {
    table = TABLE.exec(line)?.[1] ?? table;
    chain = CHAIN.exec(line)?.[1] ?? chain;
    if (DROPS.test(line)) found.push(`${table} ${chain}`);
  }
  return found;
};
