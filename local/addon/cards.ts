// CardService as far as the add-on uses it: what is built is a plain tree. What is not here says so instead of doing nothing.

import { notImplemented } from '../runtime/errors.ts';

export type Widget = { kind: 'text'; text: string } | { kind: 'button'; text: string; url?: string; fn?: string };
export interface Card {
  title: string;
  sections: { header: string; widgets: Widget[] }[];
}

/** An object of the script: a method it does not have throws, by the name it was called by. */
export function faithful<T extends object>(name: string, target: T): T {
  return new Proxy(target, {
    get(of, key) {
      if (typeof key === 'symbol' || key in of || key === 'then' || key === 'toJSON')
        return Reflect.get(of, key) as unknown;
      throw notImplemented(`${name}.${key}`);
    },
  });
}

/** A builder: each setter takes note and gives the builder back. */
function builder<T extends object, M extends Record<string, (made: T, value: never) => void>>(
  name: string,
  made: T,
  setters: M,
): object {
  const self: Record<string, unknown> = { made };
  for (const [key, set] of Object.entries(setters))
    self[key] = (value: never) => {
      set(made, value);
      return out;
    };
  self.build = () => made;
  const out = faithful(name, self);
  return out;
}

const madeBy = <T>(of: object): T => (of as { made: T }).made;
type Has = { made: unknown };

export const CardService = faithful('CardService', {
  newCardBuilder: () =>
    builder('CardBuilder', { title: '', sections: [] } as Card, {
      setHeader: (card, header: Has) => void (card.title = madeBy<{ title: string }>(header).title),
      addSection: (card, section: Has) => void card.sections.push(madeBy<Card['sections'][number]>(section)),
    }),
  newCardHeader: () =>
    builder('CardHeader', { title: '' }, { setTitle: (header, title: string) => void (header.title = title) }),
  newCardSection: () =>
    builder('CardSection', { header: '', widgets: [] } as Card['sections'][number], {
      setHeader: (section, text: string) => void (section.header = text),
      addWidget: (section, widget: Has) => void section.widgets.push(madeBy<Widget>(widget)),
    }),
  newTextParagraph: () =>
    builder('TextParagraph', { kind: 'text', text: '' } as Widget, {
      setText: (widget, text: string) => void (widget.text = text),
    }),
  newTextButton: () =>
    builder('TextButton', { kind: 'button', text: '' } as { kind: 'button'; text: string; url?: string; fn?: string }, {
      setText: (widget, text: string) => void (widget.text = text),
      setOpenLink: (widget, link: Has) => void (widget.url = madeBy<{ url: string }>(link).url),
      setOnClickAction: (widget, action: Has) => void (widget.fn = madeBy<{ fn: string }>(action).fn),
    }),
  newOpenLink: () => builder('OpenLink', { url: '' }, { setUrl: (link, url: string) => void (link.url = url) }),
  newAction: () => builder('Action', { fn: '' }, { setFunctionName: (action, fn: string) => void (action.fn = fn) }),
  newNavigation: () =>
    builder('Navigation', { card: null as Card | null }, { updateCard: (nav, card: Card) => void (nav.card = card) }),
  newActionResponseBuilder: () =>
    builder(
      'ActionResponseBuilder',
      { card: null as Card | null },
      {
        setNavigation: (answer, nav: Has) => void (answer.card = madeBy<{ card: Card | null }>(nav).card),
      },
    ),
});
