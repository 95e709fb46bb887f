const ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  // Otherwise GitHub would render a mention, an issue link, or a formula.
  '@': '&#64;',
  '#': '&#35;',
  $: '&#36;',
};

/** Text escaped for Markdown: no markup, no HTML, no table cell separators, one line. */
export const markdownText = (text: string): string =>
  text
    .replaceAll(/[&<>@#$]/g, (character) => ENTITIES[character] ?? character)
    .replaceAll(/[\\`*_{}[\]|~!]/g, String.raw`\$&`)
    .replaceAll(/^(\s*)([-+]|\d+[.)])(?=\s|$)/g, String.raw`$1\$2`)
    .replaceAll(/\s*\n\s*/g, '<br>');
