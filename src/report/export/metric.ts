/** A label of a sample; undefined if it does not apply; it is then left out. */
export type Labels = Readonly<Record<string, string | number | undefined>>;

/** A number with its labels. */
export interface MetricSample {
  readonly labels: Labels;
  readonly value: number;
}

/** A family of metrics: all samples of one name. */
export interface MetricFamily {
  /** Ends with its unit if it has one. */
  readonly name: string;
  readonly type: 'gauge' | 'info';
  /** A base unit: seconds, bytes, ratio. */
  readonly unit?: string | undefined;
  readonly help: string;
  readonly samples: readonly MetricSample[];
}

/** Escapes label values and help texts. */
const escaped = (text: string): string =>
  text.replaceAll('\\', '\\\\').replaceAll('\n', '\\n').replaceAll('"', '\\"');

const labelText = (labels: Labels): string => {
  const pairs = Object.entries(labels).flatMap(([name, value]) =>
    value === undefined ? [] : [`${name}="${escaped(String(value))}"`],
  );
  return pairs.length === 0 ? '' : `{${pairs.join(',')}}`;
};

/** Infinity and NaN have special names. */
const numberText = (value: number): string =>
  Number.isFinite(value) ? `${value}` : value > 0 ? '+Inf' : value < 0 ? '-Inf' : 'NaN';

/** The sample names of an info family end with _info. */
const sampleName = ({ name, type }: MetricFamily): string =>
  type === 'info' ? `${name}_info` : name;

const familyLines = (family: MetricFamily): readonly string[] => {
  const { name, type, unit, help, samples } = family;
  if (samples.length === 0) return [];
  return [
    `# TYPE ${name} ${type}`,
    ...(unit === undefined ? [] : [`# UNIT ${name} ${unit}`]),
    `# HELP ${name} ${escaped(help)}`,
    ...samples.map(
      ({ labels, value }) => `${sampleName(family)}${labelText(labels)} ${numberText(value)}`,
    ),
  ];
};

/** Families as OpenMetrics 1.0 text; those without a sample are left out. Pure. */
export const openMetricsText = (families: readonly MetricFamily[]): string =>
  [...families.flatMap(familyLines), '# EOF', ''].join('\n');
