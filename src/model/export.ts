/**
 * The office in words: what it changed and added, as files of the template schema (`offices/<office>/*.yaml`). Two spellings of one
 * model: `compile(templates, these files)` gives the model they were written from. Pure.
 */
import { ACTIVE_STATE, VOID_STATE } from './patterns';
import { REGION, withRegion } from './regions';
import { resting } from './resting';
import type { Procedure } from './procedures';
import type { Label, Model, Register, Tell } from './types';
import { LANGS } from './types';
import { yamlText } from './yaml-text';

export interface ExportedFile {
  /** `settings.yaml`, `registers/x_visitors.yaml`. */
  path: string;
  text: string;
}
type Tree = Record<string, unknown>;

const same = (a: unknown, b: unknown): boolean => JSON.stringify(a) === JSON.stringify(b);
/** Nothing for what is empty, so that the file says only what is said. */
const some = <T>(items: T[]): T[] | undefined => (items.length > 0 ? items : undefined);
const filled = (tree: Tree): Tree | undefined => {
  const entries = Object.entries(tree).filter(([, value]) => value !== undefined);
  return entries.length > 0 ? Object.fromEntries(entries) : undefined;
};
const keyed = <T extends { key: string }>(items: readonly T[], write: (item: T) => unknown): Tree | undefined =>
  filled(Object.fromEntries(items.map((item) => [item.key, write(item)])));

/** One register in full, as a template. */
export function exportRegister(register: Register): ExportedFile {
  return { path: `registers/${register.key}.yaml`, text: yamlText(registerTree(register)) };
}

/** Everything in which `model` differs from the pack, by table and register; nothing where it does not. */
export function exportOffice(plainPack: Model, model: Model): ExportedFile[] {
  const whole = withRegion(plainPack, model.region ?? '');
  // What rests while a module is off was not changed by the office.
  const there = resting(Object.values(whole.registers).filter(({ key }) => model.registers[key]));
  const pack = { ...whole, registers: { ...whole.registers, ...Object.fromEntries(there.map((r) => [r.key, r])) } };
  const files: ExportedFile[] = [];
  const put = (path: string, tree: Tree | undefined): void => {
    if (tree) files.push({ path, text: yamlText({ labels: [...LANGS], ...tree }) });
  };
  const changed = <T>(
    theirs: Record<string, T>,
    mine: Record<string, T>,
    write: (one: T, shipped: T | undefined) => unknown,
  ) =>
    filled(
      Object.fromEntries(
        Object.entries(mine)
          .filter(([key, one]) => !same(one, theirs[key]))
          .map(([key, one]) => [key, write(one, theirs[key])]),
      ),
    );
  const settings = changed(pack.settings, model.settings, ({ value }) => ({ value }));
  const region = model.region === undefined ? undefined : { [REGION]: { value: model.region } };
  put('settings.yaml', (settings || region) && { settings: { ...settings, ...region } });
  const lists = changed(pack.lists, model.lists, (list, shipped) =>
    list.fixed
      ? undefined
      : {
          label: shipped ? undefined : words(list.label),
          entries: keyed(changedOnly(list.entries, shipped?.entries ?? []), entryTree),
        },
  );
  put('lists.yaml', lists && { lists });
  const mails = changed(pack.mails, model.mails, ({ key: _key, ...mail }, shipped) => differing(mail, shipped ?? {}));
  put('mails.yaml', mails && { mails });
  const modules = changed(pack.modules, model.modules, ({ on }) => ({ first: on }));
  put('modules.yaml', modules && { modules });
  const chains = changed(pack.chains, model.chains, (rows) => rows.map((row) => filled({ ...row, where: undefined })));
  put('chains.yaml', chains && { chains });
  const texts = changed(pack.texts ?? {}, model.texts ?? {}, ({ key: _key, words, ...written }) => ({
    ...written,
    ...words,
  }));
  put('texts.yaml', texts && { texts });
  for (const register of Object.values(model.registers)) {
    const shipped = pack.registers[register.key];
    if (!shipped) files.push(exportRegister(register));
    else {
      const tree = changesOf(registerTree(register), registerTree(shipped));
      if (tree)
        files.push({ path: `registers/${register.key}.yaml`, text: yamlText({ register: register.key, ...tree }) });
    }
  }
  return files;
}

/** The register as its template would write it; what the engine adds to every register is left out. */
export function registerTree(register: Register): Tree {
  const own = register.states.filter((state) => !same(state, VOID_STATE));
  const states = own.length === 1 && same(own[0], ACTIVE_STATE) ? [] : own;
  return {
    register: register.key,
    labels: [...LANGS],
    name: words(register.name),
    pattern: register.pattern,
    workbook: register.workbook,
    duty: register.duty,
    accountable: register.accountable,
    covers: some(register.covers),
    number: register.number,
    called: register.called || undefined,
    enters: register.enters,
    'keep-open': register.keepOpen,
    hidden: register.hidden,
    shared: register.shared,
    shipped: register.shipped,
    fields: keyed(register.fields, (field) => ({
      label: words(field.label),
      type: field.type,
      list: field.list,
      to: field.to,
      role: field.role,
      owner: field.owner,
      through: field.through,
      from: field.from,
      is: field.is,
      by: field.system ? 'system' : undefined,
      required: field.required,
      default: field.default,
      where: field.where,
      personal: field.personal,
      'no-column': field.noColumn,
      unique: field.unique,
      confirms: field.confirms === 'always' ? true : field.confirms,
      stamps: field.stamps,
      aliases: field.aliases && some(field.aliases),
      shape: field.shape,
      help: field.help && words(field.help),
    })),
    states: keyed(states, ({ label, kind }) => ({ label: words(label), kind })),
    actions: keyed(
      register.actions.filter((action) => !action.standing),
      (action) => ({
        label: words(action.label),
        from: action.from,
        to: action.to,
        who: some(action.who),
        asks: some(action.asks),
        sets: filled(action.sets),
        approval: action.approval,
        tells: tells(action.tells),
        and: linked(action.and),
        gives: action.gives && Object.fromEntries(action.gives.map(({ link, values }) => [link, values])),
        'by-itself': action.byItself && filled({ ...action.byItself }),
        survey: action.survey,
        job: action.job,
        through: action.through,
        words: action.words,
        run: action.run && written(action.run),
      }),
    ),
    approvals: keyed(register.approvals, ({ key: _key, steps, late, passed, returned, rejected, ...approval }) => ({
      ...approval,
      steps: keyed(steps, ({ key: _step, label, ...step }) => ({ label: words(label), ...step })),
      late: late && { tells: tells(late.tells), then: late.then },
      passed: verdict(passed),
      returned: verdict(returned),
      rejected: verdict(rejected),
    })),
    form: register.form && {
      title: words(register.form.title),
      description: register.form.description && words(register.form.description),
      who: register.form.who,
      tile: register.form.tile === 'other' ? undefined : register.form.tile,
      asks: register.form.asks,
      first: register.form.first,
      prefill: some(register.form.prefill),
    },
    clocks: keyed(register.clocks, (clock) => ({
      label: words(clock.label),
      starts: clock.starts,
      stops: clock.stops,
      // Hours that an office wrote over a time of day stand alone.
      within: clock.until === undefined || clock.within !== 0 ? clock.within : undefined,
      until: clock.within === 0 ? clock.until : undefined,
      hours: clock.hours,
      cases: clock.cases?.map(({ when, warnPct, warnTo, lateTo, ...rest }) => ({
        when: { [when.field]: when.is },
        ...rest,
        'warn-pct': warnPct,
        'warn-to': warnTo,
        'late-to': lateTo,
      })),
      warn: clock.warn && { at: clock.warn.at, after: clock.warn.after, tells: tells(clock.warn.tells) },
      late: clock.late && { tells: tells(clock.late.tells) },
    })),
    alerts: keyed(register.alerts ?? [], ({ key: _key, label, while: during, tells: told, ...alert }) => ({
      label: words(label),
      ...alert,
      while: some(during),
      tells: tells(told),
    })),
    digests: keyed(register.digests ?? [], ({ key: _key, while: during, shows, sort, offers, ...digest }) => ({
      ...digest,
      while: some(during),
      shows: some(shows),
      sort: some(sort),
      offers: some(offers),
    })),
    checks: keyed(register.checks, ({ at, need, say }) => ({ at, need, say: words(say) })),
    rules: keyed(register.rules, (rule) => ({
      if: rule.if,
      opens: rule.opens,
      with: rule.with,
      tells: tells(rule.tells),
      sets: filled(rule.sets),
      does: rule.does,
      'once-per': some(rule.oncePer),
      'each-time': rule.eachTime,
    })),
    documents:
      register.documents &&
      keyed(register.documents, ({ key: _key, label, signs, words: _text, ...document }) => ({
        label: words(label),
        ...document,
        signs: some(signs),
      })),
    events:
      register.events &&
      keyed(register.events, ({ key: _key, label, guests, shows, lines, ...event }) => ({
        label: words(label),
        ...event,
        guests: some(guests),
        lines: lines && { ...lines, while: some(lines.while) },
        shows: some(shows),
      })),
    timeline: register.timeline && { ...register.timeline, label: words(register.timeline.label) },
    metrics: keyed(register.metrics, (metric) => ({
      label: words(metric.label),
      [metric.kind]: metric.kind === 'count' ? (metric.if ?? 'all') : metric.of,
      if: metric.kind === 'count' ? undefined : metric.if,
      per: metric.per,
      dated: metric.dated,
      by: some(metric.by),
      target: metric.target,
      better: metric.better,
      each: metric.each,
      covers: metric.covers && some(metric.covers),
    })),
  };
}

/** `[訪客, 访客, Visitor]` where all three are there, by language where one is missing. */
function words(label: Label): unknown {
  const spoken = LANGS.map((lang) => label[lang]);
  return spoken.every((word) => word !== undefined) ? spoken : label;
}

function tells(all: readonly Tell[]): Tree | undefined {
  const byReader = new Map<string, string[]>();
  for (const { who, mail } of all) byReader.set(who, [...(byReader.get(who) ?? []), mail]);
  return filled(Object.fromEntries([...byReader].map(([who, mails]) => [who, mails.length === 1 ? mails[0] : mails])));
}

const linked = (all: readonly { link: string; action: string }[]): Tree | undefined =>
  filled(
    Object.fromEntries(
      all.map(({ link }) => {
        const verbs = all.filter((one) => one.link === link).map(({ action }) => action);
        return [link, verbs.length > 1 ? verbs : verbs[0]!];
      }),
    ),
  );

function verdict(given: Register['approvals'][number]['returned']): Tree | undefined {
  return filled({ to: given.to, tells: tells(given.tells ?? []), and: linked(given.and ?? []) });
}

function entryTree(entry: Model['lists'][string]['entries'][number]): Tree {
  const { label, order, on, aliases, colour } = entry;
  return { label: words(label), order, shown: on, aliases: some(aliases), colour };
}

const changedOnly = <T extends { key: string }>(mine: readonly T[], theirs: readonly T[]): T[] =>
  mine.filter(
    (one) =>
      !same(
        one,
        theirs.find(({ key }) => key === one.key),
      ),
  );

/** The words of `mine` that are not those of `theirs`. */
function differing(mine: object, theirs: object): Tree {
  return Object.fromEntries(Object.entries(mine).filter(([key, value]) => !same(value, (theirs as Tree)[key])));
}

/** Parts of a register that differ, down to the words of one named thing. */
function changesOf(mine: Tree, theirs: Tree): Tree | undefined {
  const out: Tree = {};
  for (const [part, value] of Object.entries(mine)) {
    const shipped = theirs[part];
    if (same(value, shipped)) continue;
    const deep = isTree(value) && isTree(shipped) && part !== 'tells';
    out[part] = deep ? (changesOf(value, shipped) ?? {}) : value;
  }
  return filled(out);
}

const isTree = (value: unknown): value is Tree => typeof value === 'object' && value !== null && !Array.isArray(value);

/** A procedure as templates write it. */
const written = ({ name, ...run }: Procedure): object => ({ [name]: filled({ ...run }) });
