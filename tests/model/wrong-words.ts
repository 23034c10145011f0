// Words of faults: no placeholder left unfilled. `{year}` and the like belong to the sentence itself.
const OF_NUMBERS = ['year', 'roc', 'month', 'dept', '0000'];

export function boundText(words: string): boolean {
  return [...words.matchAll(/\{(\w+)\}/g)].every(([, name]) => OF_NUMBERS.includes(name!) || /^(jahr|0+)$/.test(name!));
}
