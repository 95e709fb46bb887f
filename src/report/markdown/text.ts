const ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  // They would name a person, an issue, or begin a formula.
  '@': '&#64;',
  '#': '&#35;',
  $: '&#36;',
};

/** Text that Markdown shows as it is: no markup, no HTML, no end of a table's cell, one line. */
export const markdownText = (text: string): string =>
  text
    .replaceAll(/[&<>@#$]/g, (character) => ENTITIES[character] ?? character)
    .replaceAll(/[\\`*_{}[\]|~!]/g, String.raw`\$&`)
    .replaceAll(/^(\s*)([-+]|\d+[.)])(?=\s|$)/g, String.raw`$1\$2`)
    .replaceAll(/\s*\n\s*/g, '<br>');
