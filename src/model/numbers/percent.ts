/** A fraction as text, such as `0.5 %`, without the rounding error of binary fractions. */
export const percent = (part: number): string => `${Number((part * 100).toPrecision(12))} %`;
