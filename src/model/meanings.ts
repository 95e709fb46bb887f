/** Names with their meanings. */
export type Meanings<Name extends string> = Readonly<Record<Name, string>>;

/** The names, in the order of declaration. */
export const namesOf = <Name extends string>(meanings: Meanings<Name>): readonly Name[] =>
  Object.keys(meanings) as Name[];
