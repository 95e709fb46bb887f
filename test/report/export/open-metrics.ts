const NAME = '[a-zA-Z_:][a-zA-Z0-9_:]*';
const LABEL = '[a-zA-Z_][a-zA-Z0-9_]*="(?:[^"\\\\\\n]|\\\\["\\\\n])*"';
const METADATA = new RegExp(`^# (TYPE|UNIT|HELP) (${NAME}) (.+)$`);
const SAMPLE = new RegExp(`^(${NAME})(\\{${LABEL}(?:,${LABEL})*\\})? ([-+]?\\d\\S*|[-+]Inf|NaN)$`);

/** The violations of OpenMetrics 1.0 in a text with gauges and infos; none if it is valid. */
export const openMetricsProblems = (text: string): readonly string[] => {
  const problems: string[] = [];
  if (!text.endsWith('\n# EOF\n')) problems.push('does not end in EOF');
  const families = new Map<string, { kinds: Set<string>; type: string }>();
  const samples = new Set<string>();
  let current = '';
  for (const line of text
    .replace(/# EOF\n$/, '')
    .split('\n')
    .slice(0, -1)) {
    const [, kind, name = '', value = ''] = METADATA.exec(line) ?? [];
    if (kind !== undefined) {
      if (name !== current && families.has(name)) problems.push(`repeated family: ${line}`);
      current = name;
      const family = families.get(name) ?? { kinds: new Set<string>(), type: '' };
      families.set(name, family);
      if (family.kinds.has(kind)) problems.push(`repeated: ${line}`);
      family.kinds.add(kind);
      if (kind === 'TYPE') family.type = value;
      if (kind === 'UNIT' && !name.endsWith(`_${value}`)) problems.push(`unit: ${line}`);
      continue;
    }
    const [, sample, labels = ''] = SAMPLE.exec(line) ?? [];
    const own = families.get(current)?.type === 'info' ? `${current}_info` : current;
    if (sample === undefined || sample !== own) problems.push(`no sample of ${own}: ${line}`);
    if (samples.has(`${sample ?? ''}${labels}`)) problems.push(`repeated sample: ${line}`);
    samples.add(`${sample ?? ''}${labels}`);
  }
  return problems;
};
