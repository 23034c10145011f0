/** The staff forms and the survey, from the templates: questions by item id, self-help before sending, verified e-mail, edits off (R093, R095; design: Intake). */
import type { Offer } from '../engine/choices';
import { canonicalJson } from '../engine/digest';
import { pick } from '../engine/project';
import type { Ref } from '../engine/types';
import { render } from '../engine/words';
import type { Field, Label, Lang, Model, Register } from '../model/types';
import { bookMap } from './book';
import { PROP, type FormMap } from './layout';
import type { FormQuestion, FormSpec, Ports } from './ports';

const WORDS: Record<string, Record<Lang, string>> = {
  solved: { 'zh-TW': '好了，不用報修', 'zh-CN': '好了，不用报修', en: 'It works now, nothing to report' },
  goOn: { 'zh-TW': '還是不行，繼續報修', 'zh-CN': '还是不行，继续报修', en: 'Still broken, go on and report it' },
  tryFirst: { 'zh-TW': '先試這三步', 'zh-CN': '先试这三步', en: 'Try these three first' },
  received: {
    'zh-TW': '收到了。編號與預計時間會寄到您的信箱。',
    'zh-CN': '收到了。编号与预计时间会发到您的邮箱。',
    en: 'Received. Its number and the expected time come by mail.',
  },
  privacy: {
    'zh-TW': '您的姓名與電子郵件只用來處理這一件，依辦公室的保存期限保存。',
    'zh-CN': '您的姓名与电子邮件只用于处理这一件，按办公室的保存期限保存。',
    en: 'Your name and e-mail are used for this case only and kept for the office’s retention time.',
  },
  device: {
    'zh-TW': '掃設備上的 QR 會自動帶入；也可以打貼紙上的編號或設備名稱，不知道就空白',
    'zh-CN': '扫设备上的 QR 会自动带入；也可以写贴纸上的编号或设备名称，不知道就留空',
    en: 'Filled by the QR label on the device; or type the number on its sticker or its name; blank if you do not know',
  },
  ticket: { 'zh-TW': '單號', 'zh-CN': '单号', en: 'Number' },
  comment: { 'zh-TW': '想說的話', 'zh-CN': '想说的话', en: 'Anything to add' },
  thanks: { 'zh-TW': '謝謝，已收到。', 'zh-CN': '谢谢，已收到。', en: 'Thank you, received.' },
};

type Base = Pick<FormMap, 'kind' | 'key' | 'workbook' | 'register' | 'verified'>;
/** One form an office should have: what it is, what it says, and which fields its link fills. */
export interface Wanted {
  base: Base;
  spec: FormSpec;
  prefill: string[];
}
type Texts = Pick<Model, 'help' | 'surveys'>;

/** The forms of a register: its own, and the surveys its actions send. Pure. */
export function wantedForms(register: Register, texts: Texts, ref: Ref, destination: string): Wanted[] {
  const place = { workbook: register.workbook, register: register.key };
  // One for the whole office; it stands with whichever register comes first.
  const decides: Wanted[] =
    register.approvals.length === 0
      ? []
      : [
          {
            base: { kind: 'decision', key: 'approval', ...place, verified: true },
            spec: decisionSpec(ref.language, destination),
            prefill: ['$number', '$seal'],
          },
        ];
  const { form } = register;
  const own: Wanted[] = form
    ? [
        {
          base: { kind: 'intake', key: register.key, ...place, verified: form.who !== 'anyone-with-the-link' },
          spec: formSpec(register, texts, ref, destination),
          prefill: form.prefill,
        },
      ]
    : [];
  const surveys = register.actions.flatMap((action): Wanted[] => {
    const survey = action.survey ? texts.surveys[action.survey] : undefined;
    if (!survey) return [];
    const spec = surveySpec(survey, ref.language, destination);
    return [{ base: { kind: 'survey', key: survey.key, ...place, verified: true }, spec, prefill: ['$ticket'] }];
  });
  return [...own, ...surveys, ...decides];
}

/** Makes the forms the model has and the office lacks, adds questions that never existed. Says what it made; [] = nothing. */
export function installForms(ports: Ports, model: Model, ref: Ref): string[] {
  const { id } = bookMap(ports, 'intake');
  return Object.values(model.registers)
    .flatMap((register) => wantedForms(register, model, ref, id))
    .filter(({ base }, i, all) => all.findIndex((w) => w.base.kind === base.kind && w.base.key === base.key) === i)
    .flatMap(({ base, spec, prefill }) =>
      installForm(ports, base, spec, prefill) ? [`+ form ${base.kind}:${base.key}`] : [],
    );
}

/** One form: made, or brought up to date with its items kept (a second apply changes nothing). `anew`: in place of one that is gone. */
export function installForm(ports: Ports, base: Base, spec: FormSpec, prefill: string[], anew = false): FormMap | null {
  const name = `${base.kind}:${base.key}`;
  const props = ports.props.all();
  const known = anew
    ? undefined
    : Object.entries(props)
        .filter(([k]) => k.startsWith(PROP.form))
        .map(([, t]) => JSON.parse(t) as FormMap)
        .find((f) => f.kind === base.kind && f.key === base.key);
  const keys: Record<string, string> = {};
  for (const [item, key] of Object.entries({ ...(known?.was ?? {}), ...(known?.items ?? {}) })) keys[key] ??= item;
  // What was begun and is known by now was finished: it is not begun anew.
  const begun = props[PROP.making + name];
  const made = ports.forms.install(known?.id ?? null, spec, keys, {
    unfinished: begun !== undefined && !props[PROP.form + begun] ? begun : null,
    begun: (id) => ports.props.set(PROP.making + name, id),
  });
  // Several items may mean the same (each help page's "it works now"): what is known stays known.
  const items: Record<string, string> = { ...(known?.items ?? {}) };
  for (const [key, item] of Object.entries(made.items))
    if (!known?.was?.[item]) items[item] = key.startsWith('$solved') ? '$solved' : key;
  const pages = known?.pages ?? made.pages;
  const map: FormMap = {
    ...base,
    id: made.id,
    items,
    ...(known?.was ? { was: known.was, missing: known.missing ?? [] } : {}),
    ...(Object.keys(pages).length > 0 ? { pages } : {}),
    tab: made.tab,
    url: made.url,
    ...prefillOf(ports, { id: made.id, items, url: made.url }, spec, prefill),
  };
  if (spec.gate?.help[0]) map.solved = spec.gate.help[0].solved;
  if (!known) for (const q of spec.questions) if (q.offers) rememberChoices(ports, made.id, q.key, q.offers);
  if (!known || canonicalJson(known) !== canonicalJson(map)) keepForm(ports, map);
  if (!known || begun !== undefined) ports.props.remove(PROP.making + name);
  return known ? null : map;
}

/** Keeps what the office knows of a form. 表單 says the same: the next judging of the setup tabs writes it there. */
export function keepForm(ports: Ports, map: FormMap): void {
  ports.props.set(PROP.form + map.id, JSON.stringify(map));
  ports.props.remove(PROP.checked);
}

/** The prefill link and what stands in it for each field. */
export function prefillOf(
  ports: Ports,
  form: Pick<FormMap, 'id' | 'items' | 'url'>,
  spec: Pick<FormSpec, 'questions'>,
  prefill: string[],
): Pick<FormMap, 'prefill' | 'marks'> {
  const answers: Record<string, string> = {};
  for (const [item, key] of Object.entries(form.items)) {
    if (!prefill.includes(key)) continue;
    // A list takes only its own choices: its first one stands for the value.
    answers[item] = spec.questions.find((q) => q.key === key)?.options?.[0] ?? `{${key}}`;
  }
  if (Object.keys(answers).length === 0) return { prefill: form.url, marks: {} };
  const made = ports.forms.prefilled(form.id, answers);
  const marks: Record<string, string> = {};
  for (const [item, mark] of Object.entries(made.marks)) marks[form.items[item]!] = mark;
  return { prefill: made.url, marks };
}

function formSpec(register: Register, model: Pick<Model, 'help'>, ref: Ref, destination: string): FormSpec {
  const lang = ref.language;
  const form = register.form!;
  const fields = form.asks
    .map((k) => register.fields.find((f) => f.key === k))
    .filter((f): f is Field => !!f && f.type !== 'file' && f.type !== 'files');
  const help = form.first ? model.help[form.first.show] : undefined;
  const gateField = form.first && help ? register.fields.find((f) => f.key === form.first!.by) : undefined;
  const questions = fields.map((f) => question(f, ref, lang));
  const spec: FormSpec = {
    title: pick(form.title, lang),
    description: [pick(form.description, lang), WORDS.privacy![lang]].filter(Boolean).join('\n'),
    confirmation: WORDS.received![lang],
    questions,
    verified: form.who !== 'anyone-with-the-link',
    destination,
  };
  if (gateField && help) {
    const entries = ref.lists[gateField.list ?? ''] ?? [];
    spec.gate = {
      key: gateField.key,
      solvedKey: '$solved',
      help: entries
        .filter((e) => help.entries[e.key])
        .map((e) => ({
          key: e.key,
          when: pick(e.label, lang),
          title: `${WORDS.tryFirst![lang]}：${pick(e.label, lang)}`,
          text: help.entries[e.key]!.steps.map((s, i) => `${i + 1}. ${pick(s, lang)}`).join('\n'),
          solved: WORDS.solved![lang],
          goOn: WORDS.goOn![lang],
        })),
    };
  }
  return spec;
}

function question(field: Field, ref: Ref, lang: Lang): FormQuestion {
  const help = [field.type === 'link' ? WORDS.device![lang] : '', pick(field.help, lang)].filter(Boolean).join('\n');
  const base = {
    key: field.key,
    title: pick(field.label, lang),
    help,
    required: !!field.required && !field.from?.startsWith('sender'),
  };
  const offers = offersOf(field, ref);
  const listed = offers ? { offers, options: offers.map((o) => o.label) } : { options: [] };
  switch (field.type) {
    case 'long text':
      return { ...base, type: 'paragraph' };
    case 'date':
      return { ...base, type: 'date' };
    case 'time':
      return { ...base, type: 'time' };
    case 'choice':
      return { ...base, type: 'list', ...listed };
    case 'choices':
      return { ...base, type: 'checkbox', ...listed };
    case 'department':
      return { ...base, type: 'list', ...listed };
    case 'yes-no':
      return { ...base, type: 'choice', options: [render({ code: 'yes' }, lang), render({ code: 'no' }, lang)] };
    default:
      return { ...base, type: 'text' };
  }
}

/** What a question offers from a list or from the departments, in its order; null for other questions. `all`: what is off too. */
export function offersOf(field: Field, ref: Ref, all = false): Offer[] | null {
  const spell = (e: { key: string; label: Label }): Offer => ({ key: e.key, label: pick(e.label, ref.language) });
  if (field.type === 'department') return ref.departments.filter((d) => all || d.active).map(spell);
  if (field.type !== 'choice' && field.type !== 'choices') return null;
  return (ref.lists[field.list ?? ''] ?? []).filter((e) => all || e.on).map(spell);
}

/** A property's limit is 9 KB: of a longer list nothing is remembered, and the next merge goes by the labels alone. */
export function rememberChoices(ports: Ports, form: string, field: string, offers: Offer[]): void {
  const text = JSON.stringify(Object.fromEntries(offers.map((o) => [o.key, o.label])));
  if (text.length < 3000) ports.props.set(`${PROP.choices}${form}:${field}`, text);
}

const say = (code: string, lang: Lang): string => render({ code }, lang);

function decisionSpec(lang: Lang, destination: string): FormSpec {
  const text = { type: 'text' as const, help: '', required: true };
  return {
    title: say('form.decision', lang),
    description: say('form.decision-help', lang),
    confirmation: WORDS.thanks![lang],
    verified: true,
    destination,
    questions: [
      { ...text, key: '$number', title: WORDS.ticket![lang] },
      { ...text, key: '$seal', title: say('form.seal', lang) },
      {
        ...text,
        key: '$decision',
        type: 'choice',
        title: say('form.verdict', lang),
        options: ['approve', 'return', 'reject'].map((v) => say(`said.${v}`, lang)),
      },
      { ...text, key: '$comment', type: 'paragraph', title: say('form.word', lang), required: false },
    ],
  };
}

function surveySpec(survey: Model['surveys'][string], lang: Lang, destination: string): FormSpec {
  return {
    title: pick(survey.title, lang),
    description: WORDS.privacy![lang],
    confirmation: WORDS.thanks![lang],
    verified: true,
    destination,
    questions: [
      { key: '$ticket', type: 'text', title: WORDS.ticket![lang], help: '', required: true },
      {
        key: '$score',
        type: 'scale',
        title: pick(survey.question, lang),
        help: '',
        required: true,
        scale: survey.scale,
      },
      { key: '$comment', type: 'paragraph', title: WORDS.comment![lang], help: '', required: false },
    ],
  };
}
