/** The staff forms and the survey, from the templates: questions by item id, self-help before sending, verified e-mail, edits off (R093, R095; design: Intake). */
import { pick } from '../engine/project';
import type { Ref } from '../engine/types';
import { render } from '../engine/words';
import type { Field, Lang, Model, Register } from '../model/types';
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

export function installForms(ports: Ports, model: Model, ref: Ref): string[] {
  const done: string[] = [];
  const intake = bookMap(ports, 'intake');
  for (const register of Object.values(model.registers)) {
    if (!register.form) continue;
    install(
      ports,
      `intake:${register.key}`,
      {
        kind: 'intake',
        key: register.key,
        workbook: register.workbook,
        register: register.key,
        verified: register.form.who !== 'anyone-with-the-link',
      },
      formSpec(register, model, ref, intake.id),
      register.form.prefill,
      done,
    );
    for (const action of register.actions) {
      const survey = action.survey ? model.surveys[action.survey] : undefined;
      if (survey)
        install(
          ports,
          `survey:${survey.key}`,
          { kind: 'survey', key: survey.key, workbook: register.workbook, register: register.key, verified: true },
          surveySpec(survey, ref.language, intake.id),
          ['$ticket'],
          done,
        );
    }
  }
  return done;
}

/** One form: made, or brought up to date with its items kept (a second apply changes nothing). */
function install(
  ports: Ports,
  name: string,
  base: Pick<FormMap, 'kind' | 'key' | 'workbook' | 'register' | 'verified'>,
  spec: FormSpec,
  prefill: string[],
  done: string[],
): void {
  const known = Object.entries(ports.props.all())
    .filter(([k]) => k.startsWith(PROP.form))
    .map(([, t]) => JSON.parse(t) as FormMap)
    .find((f) => f.kind === base.kind && f.key === base.key);
  const keys: Record<string, string> = {};
  for (const [item, key] of Object.entries(known?.items ?? {})) keys[key] ??= item;
  const made = ports.forms.install(known?.id ?? null, spec, keys);
  // Several items may mean the same (each help page's "it works now"): what is known stays known.
  const items: Record<string, string> = { ...(known?.items ?? {}) };
  for (const [key, item] of Object.entries(made.items)) items[item] = key.startsWith('$solved') ? '$solved' : key;
  const answers: Record<string, string> = {};
  const marks: Record<string, string> = {};
  for (const key of prefill) {
    const item = made.items[key];
    const options = spec.questions.find((q) => q.key === key)?.options;
    if (!item) continue;
    // A list takes only its own choices: its first one stands for the value.
    answers[item] = marks[key] = options?.[0] ?? `{${key}}`;
  }
  const url = Object.keys(answers).length > 0 ? ports.forms.prefilled(made.id, answers) : made.url;
  const map: FormMap = { ...base, id: made.id, items, tab: made.tab, url: made.url, prefill: url, marks };
  if (spec.gate?.help[0]) map.solved = spec.gate.help[0].solved;
  const text = JSON.stringify(map);
  if (ports.props.get(PROP.form + made.id) === text) return;
  ports.props.set(PROP.form + made.id, text);
  if (!known) done.push(`+ form ${name}`);
}

export function formSpec(register: Register, model: Model, ref: Ref, destination: string): FormSpec {
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
  const options = field.list
    ? (ref.lists[field.list] ?? []).filter((e) => e.on).map((e) => pick(e.label, lang))
    : undefined;
  switch (field.type) {
    case 'long text':
      return { ...base, type: 'paragraph' };
    case 'date':
      return { ...base, type: 'date' };
    case 'time':
      return { ...base, type: 'time' };
    case 'choice':
      return { ...base, type: 'list', options: options ?? [] };
    case 'choices':
      return { ...base, type: 'checkbox', options: options ?? [] };
    case 'department':
      return {
        ...base,
        type: 'list',
        options: ref.departments.filter((d) => d.active).map((d) => pick(d.label, lang)),
      };
    case 'yes-no':
      return { ...base, type: 'choice', options: [render({ code: 'yes' }, lang), render({ code: 'no' }, lang)] };
    default:
      return { ...base, type: 'text' };
  }
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
