/** A stable hash of a name (FNV-1a). */
const hash = (name: string): number => {
  let value = 0x811c9dc5;
  for (const character of name) {
    value = Math.imul(value ^ (character.codePointAt(0) ?? 0), 0x01000193) >>> 0;
  }
  return value;
};

/**
 * A place for each name, chosen by the name alone as far as places are free: the same name looks
 * the same in every figure.
 */
export const placesByName = (
  names: readonly string[],
  places: number,
): ReadonlyMap<string, number> => {
  const taken = new Set<number>();
  const found = new Map<string, number>();
  for (const name of names) {
    if (found.has(name)) continue;
    let place = hash(name) % places;
    for (let tries = 0; taken.has(place) && tries < places; tries += 1)
      place = (place + 1) % places;
    taken.add(place);
    found.set(name, place);
  }
  return found;
};
