// HTML escaped by construction: markup`` takes text and only what markup`` itself made goes through as markup.

/** A piece of finished markup. Only this module makes one. */
export class Markup {
  constructor(readonly text: string) {}
  toString(): string {
    return this.text;
  }
}

export type Part = Markup | string | number | boolean | null | undefined | readonly Part[];

const ENTITIES: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' };

/** Text as it may stand between tags or inside a quoted attribute. */
export function escape(text: string): string {
  return text.replace(/[&<>"']/g, (c) => ENTITIES[c]!);
}

function piece(part: Part): string {
  if (part === null || part === undefined || part === false || part === true) return '';
  if (part instanceof Markup) return part.text;
  if (Array.isArray(part)) return (part as readonly Part[]).map(piece).join('');
  return escape(String(part));
}

/** Attribute values must be quoted in the template; false, true, null and undefined print nothing. */
export function markup(strings: TemplateStringsArray, ...parts: Part[]): Markup {
  let out = strings[0]!;
  parts.forEach((part, i) => (out += piece(part) + strings[i + 1]!));
  return new Markup(out);
}

/** Own files (icons, drawings) that are markup already. Never call it with anything an office holds. */
export function trusted(text: string): Markup {
  return new Markup(text);
}
