/** A part of a whole in words, such as `0.5 %`, without what binary fractions add to it. */
export const percent = (part: number): string => `${Number((part * 100).toPrecision(12))} %`;
