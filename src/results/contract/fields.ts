import { z } from 'zod';

/** A key of a file of the archive. */
export interface Field {
  /** `results[].result.loads[].figures.lossRatio`; `*` stands for any key. */
  readonly path: string;
  /** `integer`, `text`, `one of a, b`. */
  readonly type: string;
  /** Of a number; empty for others. */
  readonly unit: string;
  /** When it is present: `always`, `not always`, `may be null`, and under which condition. */
  readonly presence: string;
  readonly meaning: string;
}

/** The parts of JSON Schema (draft 2020-12) that the schemas of an archive use. */
interface Node {
  readonly type?: string;
  readonly const?: unknown;
  readonly enum?: readonly unknown[];
  readonly description?: string;
  readonly properties?: Readonly<Record<string, Node>>;
  readonly required?: readonly string[];
  /** false if all items are prefixItems. */
  readonly items?: Node | boolean;
  readonly prefixItems?: readonly Node[];
  readonly additionalProperties?: Node | boolean;
  readonly anyOf?: readonly Node[];
  readonly oneOf?: readonly Node[];
}

const node: z.ZodType<Node> = z.lazy(() =>
  z.looseObject({
    properties: z.record(z.string(), node).optional(),
    items: z.union([z.boolean(), node]).optional(),
    prefixItems: z.array(node).optional(),
    additionalProperties: z.union([z.boolean(), node]).optional(),
    anyOf: z.array(node).optional(),
    oneOf: z.array(node).optional(),
  }),
) as z.ZodType<Node>;

/** Units at the end of descriptions. */
const UNIT = /,? in (ns|frames\/s|frames|bytes|bits\/s|Hz|instructions|MHz)(?=$|[;,(. ])/i;

const TYPES: Readonly<Record<string, string>> = {
  string: 'text',
  boolean: 'true or false',
  number: 'number',
  integer: 'integer',
  object: 'object',
  array: 'list',
};

const variantsOf = ({ anyOf, oneOf }: Node): readonly Node[] => anyOf ?? oneOf ?? [];

const isNull = ({ type }: Node): boolean => type === 'null';

const typeOf = (each: Node): string => {
  if (each.const !== undefined) return `\`${JSON.stringify(each.const).replaceAll('"', '')}\``;
  if (each.enum !== undefined) return each.enum.map((value) => `\`${String(value)}\``).join(', ');
  const variants = variantsOf(each).filter((variant) => !isNull(variant));
  if (variants.length > 0) return [...new Set(variants.map(typeOf))].join(' or ');
  return TYPES[each.type ?? ''] ?? 'any';
};

/** `test` is `latency`: what distinguishes a variant from the others. */
const conditionOf = (variant: Node): string | undefined => {
  const found = Object.entries(variant.properties ?? {}).find(
    ([, each]) => each.const !== undefined,
  );
  return found && `\`${found[0]}\` is \`${String(found[1].const)}\``;
};

interface Place {
  readonly path: string;
  /** Condition of the innermost variant; undefined if there is none. */
  readonly where: string | undefined;
  /** The path of each object described so far, by its schema. */
  readonly described: Map<string, string>;
}

/** An object with fewer fields is described wherever it occurs. */
const MANY_FIELDS = 4;

/** Its own description, or that of its items; a constant distinguishes the forms of an object. */
const descriptionOf = (each: Node): string => {
  const own =
    each.description ?? variantsOf(each).find(({ description }) => description)?.description;
  if (own !== undefined) return own;
  if (each.const !== undefined) return 'Distinguishes the forms of this object';
  return typeof each.items === 'object' ? descriptionOf(each.items) : '';
};

const presenceOf = (each: Node, required: boolean, where: string | undefined): string =>
  [
    required ? 'always' : 'not always',
    ...(where === undefined ? [] : [`where ${where}`]),
    ...(variantsOf(each).some(isNull) ? ['may be null'] : []),
  ].join(', ');

const below = (each: Node, place: Place): readonly Field[] => {
  const { where } = place;
  const variants = variantsOf(each);
  if (variants.length > 0) {
    return variants.flatMap((variant) =>
      below(variant, { ...place, where: conditionOf(variant) ?? where }),
    );
  }
  if (typeof each.items === 'object') {
    return below(each.items, { ...place, path: `${place.path}[]` });
  }
  const { additionalProperties: values } = each;
  // The values of a record are described at the record.
  if (typeof values === 'object' && below(values, place).length > 0) {
    return fieldAt('*', values, true, place);
  }
  return Object.entries(each.properties ?? {}).flatMap(([key, value]) =>
    fieldAt(key, value, each.required?.includes(key) ?? false, place),
  );
};

const fieldAt = (key: string, value: Node, required: boolean, place: Place): readonly Field[] => {
  const path = place.path === '' ? key : `${place.path}.${key}`;
  const description = descriptionOf(value);
  const [, unit = ''] = UNIT.exec(description) ?? [];
  const field: Field = {
    ...{ path, type: typeOf(value), unit },
    presence: presenceOf(value, required, place.where),
    meaning: description.replace(UNIT, ''),
  };
  const schema = JSON.stringify({ ...value, description: undefined });
  const elsewhere = place.described.get(schema);
  if (elsewhere !== undefined) {
    return [{ ...field, meaning: `${field.meaning}; its fields are those of \`${elsewhere}\`` }];
  }
  const fields = below(value, { ...place, path, where: undefined });
  if (fields.length >= MANY_FIELDS) place.described.set(schema, path);
  return [field, ...fields];
};

/** Fields that variants have in common are one, with the places of all. */
const merged = (fields: readonly Field[]): readonly Field[] => {
  const all = new Map<string, Field>();
  for (const field of fields) {
    const { path, type, meaning } = field;
    const key = JSON.stringify([path, type.startsWith('`') ? '' : type, meaning]);
    const same = all.get(key);
    if (same === undefined) {
      all.set(key, field);
      continue;
    }
    const types = new Set([...same.type.split(', '), ...type.split(', ')]);
    const both = new Set([...same.presence.split(', '), ...field.presence.split(', ')]);
    all.set(key, { ...same, type: [...types].join(', '), presence: [...both].join(', ') });
  }
  return [...all.values()];
};

/** Every field of a JSON Schema, in the order of the schema. Pure. */
export const fieldsOf = (schema: unknown): readonly Field[] =>
  merged(below(node.parse(schema), { path: '', where: undefined, described: new Map() }));

const cell = (text: string): string => text.replaceAll('|', '\\|').replaceAll('\n', ' ');

/** The fields as rows of a Markdown table, with its head. */
export const fieldTable = (fields: readonly Field[]): string =>
  [
    '| key | type | unit | present | meaning |',
    '| --- | --- | --- | --- | --- |',
    ...fields.map(
      ({ path, type, unit, presence, meaning }) =>
        `| ${[`\`${path}\``, type, unit, presence, meaning].map(cell).join(' | ')} |`,
    ),
  ].join('\n');
