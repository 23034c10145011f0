// FormApp: forms, their responses and their destination (FRM-1, FRM-2; verified e-mail and publishing as in D).

import { Api, EnumType, EnumValue, enumName, type Held } from '../api.ts';
import { badSignature, ServiceError } from '../errors.ts';
import type { Execution } from '../execution.ts';
import { randomId } from '../random.ts';
import { answerRow, destinationSheet } from '../store/intake.ts';
import { Log } from '../store/log.ts';
import type { Form as FormState, FormItem, FormResponse as ResponseState } from '../store/state.ts';
import { take } from '../quotas.ts';
import { formatDate } from './format-date.ts';
import {
  Item,
  ItemResponse,
  ITEM_CLASSES,
  PageBreakItem,
  PlainItem,
  TextValidationBuilder,
  type FormHolder,
} from './form-items.ts';

export class FormResponse extends Api {
  readonly _class = 'FormResponse';
  private answers: { itemId: number; response: ItemResponse['_response'] }[];
  constructor(
    x: Execution,
    private readonly form: Form,
    private readonly saved: ResponseState | undefined,
  ) {
    super(x);
    this.answers = (saved?.answers ?? []).map((a) => ({ ...a }));
  }
  /** Null until submitted. */
  getId(): string | null {
    return this.saved?.id ?? null;
  }
  getTimestamp(): Date | null {
    return this.saved ? new Date(this.saved.at) : null;
  }
  /** Blank when the form collects no address. */
  getRespondentEmail(): string {
    return this.saved?.email ?? '';
  }
  getEditResponseUrl(): string {
    return `https://docs.google.com/forms/d/e/${this.form._id}/viewform?edit2=${this.saved?.editToken ?? ''}`;
  }
  /** In the order of the form; answers to deleted items are left out. */
  getItemResponses(): ItemResponse[] {
    return this.form._state.items.flatMap((item) => {
      const answer = this.answers.find((a) => a.itemId === item.id);
      return answer ? [new ItemResponse(this._x, this.form._wrap(item), answer.response)] : [];
    });
  }
  getResponseForItem(item: Held): ItemResponse | null {
    if (!(item instanceof Item)) throw badSignature('FormApp.FormResponse.getResponseForItem', [item]);
    return this.getItemResponses().find((r) => r._itemId === item._id) ?? null;
  }
  withItemResponse(response: Held): this {
    if (!(response instanceof ItemResponse)) throw badSignature('FormApp.FormResponse.withItemResponse', [response]);
    this.answers = [
      ...this.answers.filter((a) => a.itemId !== response._itemId),
      { itemId: response._itemId, response: response._response },
    ];
    return this;
  }
  toPrefilledUrl(): string {
    const parts = this.answers.flatMap((a) => {
      const values = Array.isArray(a.response) ? (a.response as unknown[]).map(String) : [a.response as string];
      return values.map((value) => `entry.${a.itemId}=${encodeURIComponent(value)}`);
    });
    return [`https://docs.google.com/forms/d/e/${this.form._id}/viewform?usp=pp_url`, ...parts].join('&');
  }
  /** A response by the script: stored like any other, but it fires no trigger (B.3). */
  submit(): FormResponse {
    const saved = answerRow(this._x.runtime, this.form._id, { answers: this.answers, email: '', at: this._x.clock });
    return new FormResponse(this._x, this.form, saved.response);
  }
}

export class Form extends Api implements FormHolder {
  readonly _class = 'Form';
  constructor(
    x: Execution,
    readonly _id: string,
    private readonly app: FormApp,
  ) {
    super(x);
  }

  get _state(): FormState {
    const found = this._x.runtime.store.forms[this._id];
    if (!found || (found.binned && !this._x.runtime.switches.binnedFormOpens))
      throw new ServiceError(
        'No item with the given ID could be found. Possibly because you have not edited this item or you do not have permission to access it.',
      );
    return found;
  }
  _put(change: Partial<FormState>): void {
    this._x.runtime.store.putForm({ ...this._state, ...change });
  }
  _wrap(item: FormItem): Item {
    return this.app._itemOf(this, item);
  }
  private set(change: Partial<FormState>): this {
    this._put(change);
    return this;
  }

  getId(): string {
    return this._id;
  }
  getTitle(): string {
    return this._state.title;
  }
  setTitle(title: string): this {
    return this.set({ title: String(title) });
  }
  getDescription(): string {
    return this._state.description;
  }
  setDescription(text: string): this {
    return this.set({ description: String(text) });
  }
  getConfirmationMessage(): string {
    return this._state.confirmation;
  }
  setConfirmationMessage(text: string): this {
    return this.set({ confirmation: String(text) });
  }
  setCustomClosedFormMessage(text: string): this {
    return this.set({ closedMessage: String(text) });
  }
  isPublished(): boolean {
    return this._state.published;
  }
  setPublished(enabled: boolean): this {
    return this.set({ published: Boolean(enabled) });
  }
  supportsAdvancedResponderPermissions(): boolean {
    return true;
  }
  isAcceptingResponses(): boolean {
    return this._state.accepting;
  }
  setAcceptingResponses(enabled: boolean): this {
    return this.set({ accepting: Boolean(enabled) });
  }
  setEmailCollectionType(type: unknown): this {
    const name = enumName(type);
    if (name !== 'VERIFIED' && name !== 'RESPONDER_INPUT' && name !== 'DO_NOT_COLLECT')
      throw badSignature('FormApp.Form.setEmailCollectionType', [type]);
    return this.set({ emailCollection: name });
  }
  getEmailCollectionType(): unknown {
    return this.app.EmailCollectionType[this._state.emailCollection];
  }
  /** May mean an address the person types (D). */
  setCollectEmail(collect: boolean): this {
    return this.set({ emailCollection: collect ? 'RESPONDER_INPUT' : 'DO_NOT_COLLECT' });
  }
  collectsEmail(): boolean {
    return this._state.emailCollection !== 'DO_NOT_COLLECT';
  }
  setAllowResponseEdits(enabled: boolean): this {
    return this.set({ allowEdits: Boolean(enabled) });
  }
  canEditResponse(): boolean {
    return this._state.allowEdits;
  }
  setLimitOneResponsePerUser(enabled: boolean): this {
    return this.set({ limitOne: Boolean(enabled) });
  }
  setProgressBar(enabled: boolean): this {
    return this.set({ progressBar: Boolean(enabled) });
  }
  setShowLinkToRespondAgain(enabled: boolean): this {
    return this.set({ showLinkAgain: Boolean(enabled) });
  }
  setPublishingSummary(enabled: boolean): this {
    return this.set({ publishingSummary: Boolean(enabled) });
  }
  setShuffleQuestions(enabled: boolean): this {
    return this.set({ shuffle: Boolean(enabled) });
  }
  getPublishedUrl(): string {
    return `https://docs.google.com/forms/d/e/${this._id}/viewform`;
  }
  getEditUrl(): string {
    return `https://docs.google.com/forms/d/${this._id}/edit`;
  }
  getSummaryUrl(): string {
    return `https://docs.google.com/forms/d/${this._id}/viewanalytics`;
  }

  // --- items ---
  private add(type: string, part: Partial<FormItem> = {}): Item {
    const id = 100_000_000 + Math.floor(this._x.runtime.draw(0, 1_900_000_000));
    const item: FormItem = { id, type, title: '', helpText: '', required: false, ...part };
    this._put({ items: [...this._state.items, item] });
    return this._wrap(item);
  }
  addTextItem(): Item {
    return this.add('TEXT');
  }
  addParagraphTextItem(): Item {
    return this.add('PARAGRAPH_TEXT');
  }
  addListItem(): Item {
    return this.add('LIST', { choices: [{ value: '' }] });
  }
  addMultipleChoiceItem(): Item {
    return this.add('MULTIPLE_CHOICE', { choices: [{ value: '' }] });
  }
  addCheckboxItem(): Item {
    return this.add('CHECKBOX', { choices: [{ value: '' }] });
  }
  addDateItem(): Item {
    return this.add('DATE', { includesYear: true });
  }
  addDateTimeItem(): Item {
    return this.add('DATETIME', { includesYear: true });
  }
  addTimeItem(): Item {
    return this.add('TIME');
  }
  addDurationItem(): Item {
    return this.add('DURATION');
  }
  addScaleItem(): Item {
    return this.add('SCALE', { lower: 1, upper: 5 });
  }
  addPageBreakItem(): Item {
    return this.add('PAGE_BREAK');
  }
  addSectionHeaderItem(): Item {
    return this.add('SECTION_HEADER');
  }
  getItems(type?: unknown): Item[] {
    const wanted = enumName(type);
    return this._state.items
      .filter((item) => wanted === undefined || item.type === wanted)
      .map((item) => new PlainItem(this._x, this, item.id, this.app));
  }
  /** Null when there is no such item. */
  getItemById(id: number): Item | null {
    return this._state.items.some((item) => item.id === Number(id))
      ? new PlainItem(this._x, this, Number(id), this.app)
      : null;
  }
  deleteItem(which: unknown): undefined {
    const index = which instanceof Item ? which.getIndex() : Number(which);
    if (!this._state.items[index]) throw new ServiceError('Invalid item index.');
    this._put({ items: this._state.items.filter((_, i) => i !== index) });
    return undefined;
  }
  moveItem(which: unknown, toIndex: number): Item {
    const from = which instanceof Item ? which.getIndex() : Number(which);
    const items = this._state.items.slice();
    const [item] = items.splice(from, 1);
    if (!item || toIndex < 0 || toIndex > items.length) throw new ServiceError('Invalid item index.');
    items.splice(toIndex, 0, item);
    this._put({ items });
    return new PlainItem(this._x, this, item.id, this.app);
  }

  // --- responses ---
  /** All, or those sent at or after a moment; oldest first. */
  getResponses(since?: Date): FormResponse[] {
    if (since !== undefined && !(since instanceof Date)) throw badSignature('FormApp.Form.getResponses', [since]);
    const from = since?.getTime() ?? -Infinity;
    return this._state.responses
      .list()
      .filter((r) => r.at >= from)
      .map((r) => new FormResponse(this._x, this, r));
  }
  getResponse(id: string): FormResponse {
    const found = this._state.responses.list().find((r) => r.id === id);
    if (!found) throw new ServiceError('Invalid response id.');
    return new FormResponse(this._x, this, found);
  }
  createResponse(): FormResponse {
    return new FormResponse(this._x, this, undefined);
  }
  deleteAllResponses(): this {
    return this.set({ responses: Log.empty() });
  }

  // --- destination ---
  setDestination(type: unknown, id: string): this {
    if (enumName(type) !== 'SPREADSHEET') throw badSignature('FormApp.Form.setDestination', [type, id]);
    destinationSheet(this._x.runtime, this._id, id);
    return this;
  }
  getDestinationId(): string {
    const destination = this._state.destination;
    if (!destination) throw new ServiceError('The form currently has no response destination.');
    return destination.spreadsheetId;
  }
  getDestinationType(): unknown {
    this.getDestinationId();
    return this.app.DestinationType['SPREADSHEET'];
  }
  removeDestination(): this {
    const { destination: _gone, ...rest } = this._state;
    this._x.runtime.store.putForm(rest);
    return this;
  }
}

export class FormApp extends Api {
  readonly _class = 'FormApp';
  readonly ItemType: EnumType = new EnumType('ItemType', [
    'CHECKBOX',
    'CHECKBOX_GRID',
    'DATE',
    'DATETIME',
    'DURATION',
    'GRID',
    'IMAGE',
    'LIST',
    'MULTIPLE_CHOICE',
    'PAGE_BREAK',
    'PARAGRAPH_TEXT',
    'RATING',
    'SCALE',
    'SECTION_HEADER',
    'TEXT',
    'TIME',
    'VIDEO',
    'FILE_UPLOAD',
  ]);
  readonly EmailCollectionType: EnumType = new EnumType('EmailCollectionType', [
    'DO_NOT_COLLECT',
    'VERIFIED',
    'RESPONDER_INPUT',
  ]);
  readonly DestinationType: EnumType = new EnumType('DestinationType', ['SPREADSHEET']);
  readonly PageNavigationType: EnumType = new EnumType('PageNavigationType', [
    'CONTINUE',
    'GO_TO_PAGE',
    'RESTART',
    'SUBMIT',
  ]);

  /** The argument is the file's name; the title stays '' (FRM-2). Unpublished unless asked for (D). */
  create(title: unknown, isPublished: boolean = false): Form {
    if (typeof title !== 'string') throw badSignature('FormApp.create', [title]);
    const { runtime, random, effective, clock } = this._x;
    take(runtime.store, `forms:${effective}`, 'forms create', runtime.quotas.formsPerDay, 1, clock);
    const id = randomId(random, 44);
    runtime.store.putForm({
      id,
      name: title,
      title: '',
      description: '',
      confirmation: '',
      published: Boolean(isPublished),
      accepting: true,
      emailCollection: 'DO_NOT_COLLECT',
      allowEdits: false,
      limitOne: false,
      progressBar: false,
      showLinkAgain: true,
      publishingSummary: false,
      shuffle: false,
      closedMessage: '',
      items: [],
      responses: Log.empty(),
      owner: effective,
    });
    return new Form(this._x, id, this);
  }

  openById(id: unknown): Form {
    if (typeof id !== 'string') throw badSignature('FormApp.openById', [id]);
    const form = new Form(this._x, id, this);
    void form._state;
    return form;
  }

  createTextValidation(): TextValidationBuilder {
    return new TextValidationBuilder(this._x);
  }

  _itemOf(form: FormHolder, item: FormItem): Item {
    const kind = ITEM_CLASSES[item.type];
    return kind ? new kind(this._x, form, item.id, this) : new PlainItem(this._x, form, item.id, this);
  }

  _goTo(target: unknown): string | number {
    if (target instanceof PageBreakItem) return target._id;
    if (target instanceof EnumValue) return target._name;
    throw badSignature('FormApp.createChoice', [target]);
  }

  /** Civil text of a Date in the script's zone. */
  _civil(date: Date, withTime: boolean): string {
    return formatDate(
      date.getTime(),
      this._x.project.timeZone ?? this._x.runtime.zone,
      withTime ? 'yyyy-MM-dd HH:mm' : 'yyyy-MM-dd',
    );
  }
}
