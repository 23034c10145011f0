/** Which text a document is made from: the office's own of that name and language, else the shipped one its template names. */
import { LANGS, type DocumentSpec, type Label, type Model } from './types';

/** Gives each document of the model its text as it counts. */
export function giveTexts(model: Model): void {
  for (const register of Object.values(model.registers))
    for (const spec of register.documents ?? []) {
      const words = wordsOf(model, register.key, spec);
      if (Object.keys(words).length > 0) spec.words = words;
      else delete spec.words;
    }
}

function wordsOf(model: Model, register: string, spec: DocumentSpec): Label {
  const words: Label = { ...model.texts?.[spec.text]?.words };
  const called = LANGS.flatMap((lang) => spec.label[lang]?.trim() ?? []);
  for (const text of Object.values(model.texts ?? {}))
    if (text.name !== undefined && text.register === register && called.includes(text.name.trim()))
      Object.assign(words, text.words);
  return words;
}
