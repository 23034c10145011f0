/** A text as a sentence may hold it: one line, no placeholders, not long. */
export const briefly = (text: string): string =>
  text
    .replace(/\{\{[^}]*\}\}+/g, '…')
    .replace(/\s+/g, ' ')
    .replace(/(…\s*)+/g, '…')
    .slice(0, 40);
