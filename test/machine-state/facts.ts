import type { Json } from '../../src/model/json.js';

/** What was read of one aspect of a machine: values by what they belong to. */
export type Facts = Readonly<Record<string, string>>;

/** A parser of a command's output. */
export type Facing = (text: string) => Facts;

/** Facts from pairs; values of the same name are joined in their order. */
export const factsOf = (pairs: Iterable<readonly [name: string, value: string]>): Facts => {
  const facts = new Map<string, string>();
  for (const [name, value] of pairs) {
    const earlier = facts.get(name);
    facts.set(name, earlier === undefined ? value : `${earlier}, ${value}`);
  }
  return Object.fromEntries([...facts].sort(([one], [other]) => (one < other ? -1 : 1)));
};

const linesOf = (text: string): readonly string[] => text.split('\n').filter((line) => line !== '');

/** Each line is a fact of its own; repeated lines are counted by the repeated value. */
export const lines: Facing = (text) => factsOf(linesOf(text).map((line) => [line, 'present']));

/** Lines of `name<separator>value`. */
export const pairs =
  (separator: string, leftOut: (name: string) => boolean = () => false): Facing =>
  (text) =>
    factsOf(
      linesOf(text)
        .map((line) => {
          const [name = '', ...rest] = line.split(separator);
          return [name.trim(), rest.join(separator).trim()] as const;
        })
        .filter(([name]) => !leftOut(name)),
    );

/** An object of JSON. */
export type JsonObject = Readonly<Record<string, Json>>;

const objectsIn = (text: string, volatile: ReadonlySet<string>): readonly JsonObject[] =>
  text.trim() === ''
    ? []
    : (JSON.parse(text, (key, value: unknown) =>
        volatile.has(key) ? undefined : value,
      ) as readonly JsonObject[]);

/** Each object of a JSON array is a fact of its own. @param wanted those that count */
export const objects =
  (volatile: ReadonlySet<string>, wanted: (object: JsonObject) => boolean = () => true): Facing =>
  (text) =>
    factsOf(
      objectsIn(text, volatile)
        .filter(wanted)
        .map((object) => [JSON.stringify(object), 'present']),
    );

const leaves = (value: Json, path: string): readonly (readonly [string, string])[] =>
  typeof value === 'object' && value !== null && !Array.isArray(value)
    ? Object.entries(value as JsonObject).flatMap(([key, inner]) => leaves(inner, `${path} ${key}`))
    : [[path, JSON.stringify(value)]];

/** Every attribute of every device in a JSON array of iproute2. */
export const attributes =
  (volatile: ReadonlySet<string>): Facing =>
  (text) =>
    factsOf(
      objectsIn(text, volatile).flatMap((object) => leaves(object, JSON.stringify(object.ifname))),
    );

/** Each element of one attribute of every device is a fact. */
export const elements =
  (
    attribute: string,
    volatile: ReadonlySet<string>,
    wanted: (element: Json) => boolean = () => true,
  ): Facing =>
  (text) =>
    factsOf(
      objectsIn(text, volatile).flatMap((object) => {
        const list = object[attribute];
        const all = Array.isArray(list) ? (list as readonly Json[]) : [];
        return all
          .filter(wanted)
          .map(
            (element) =>
              [`${JSON.stringify(object.ifname)} ${JSON.stringify(element)}`, 'present'] as const,
          );
      }),
    );
