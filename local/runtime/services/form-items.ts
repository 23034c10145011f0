// Items of a form: one class for each kind of question, over the form's immutable state (FRM-1, FRM-2).

import { Api } from '../api.ts';
import { badSignature, ServiceError } from '../errors.ts';
import type { Execution } from '../execution.ts';
import type { Form as FormState, FormChoice, FormItem } from '../store/state.ts';
import type { FormApp } from './form-app.ts';

/** What an item needs of its form: its state and a way to put it back. */
export interface FormHolder {
  readonly _state: FormState;
  _put(change: Partial<FormState>): void;
}

export class Item extends Api {
  get _class(): string {
    return 'Item';
  }
  constructor(
    x: Execution,
    protected readonly form: FormHolder,
    readonly _id: number,
    protected readonly app: FormApp,
  ) {
    super(x);
    this._type = form._state.items.find((item) => item.id === _id)?.type ?? '';
  }
  /** Kind it had when the script took hold of it. */
  readonly _type: string;

  get _item(): FormItem {
    const found = this.form._state.items.find((item) => item.id === this._id);
    if (!found) throw new ServiceError('The item has been deleted.');
    return found;
  }

  protected change(part: Partial<FormItem>): this {
    void this._item;
    this.form._put({
      items: this.form._state.items.map((item) => (item.id === this._id ? { ...item, ...part } : item)),
    });
    return this;
  }

  getId(): number {
    return this._id;
  }
  getIndex(): number {
    return this.form._state.items.findIndex((item) => item.id === this._id);
  }
  getTitle(): string {
    return this._item.title;
  }
  setTitle(title: string): this {
    return this.change({ title: String(title) });
  }
  getHelpText(): string {
    return this._item.helpText;
  }
  setHelpText(text: string): this {
    return this.change({ helpText: String(text) });
  }
  getType(): unknown {
    return this.app.ItemType[this._item.type];
  }
}

/** What `getItems` and `getItemById` give: the plain item that turns into its kind by `as…Item()`. */
export class PlainItem extends Item {
  private as(type: string): Item {
    if (this._item.type !== type) throw new ServiceError(`Invalid conversion for item type: ${this._item.type}.`);
    return this.app._itemOf(this.form, this._item);
  }
  asTextItem(): Item {
    return this.as('TEXT');
  }
  asParagraphTextItem(): Item {
    return this.as('PARAGRAPH_TEXT');
  }
  asListItem(): Item {
    return this.as('LIST');
  }
  asMultipleChoiceItem(): Item {
    return this.as('MULTIPLE_CHOICE');
  }
  asCheckboxItem(): Item {
    return this.as('CHECKBOX');
  }
  asDateItem(): Item {
    return this.as('DATE');
  }
  asTimeItem(): Item {
    return this.as('TIME');
  }
  asDateTimeItem(): Item {
    return this.as('DATETIME');
  }
  asDurationItem(): Item {
    return this.as('DURATION');
  }
  asScaleItem(): Item {
    return this.as('SCALE');
  }
  asPageBreakItem(): Item {
    return this.as('PAGE_BREAK');
  }
  asSectionHeaderItem(): Item {
    return this.as('SECTION_HEADER');
  }
}

/** An answer made by `createResponse` or read from a response. */
export class ItemResponse extends Api {
  readonly _class = 'ItemResponse';
  constructor(
    x: Execution,
    private readonly item: Item,
    readonly _response: string | readonly string[] | readonly (readonly string[])[],
  ) {
    super(x);
  }
  getItem(): Item {
    return this.item;
  }
  getResponse(): unknown {
    return this._response;
  }
  get _itemId(): number {
    return this.item._id;
  }
}

class QuestionItem extends Item {
  isRequired(): boolean {
    return this._item.required;
  }
  setRequired(enabled: boolean): this {
    return this.change({ required: Boolean(enabled) });
  }
  createResponse(...parts: unknown[]): ItemResponse {
    return new ItemResponse(this._x, this, this.answer(parts));
  }
  protected answer([first]: unknown[]): ItemResponse['_response'] {
    return String(first);
  }
}

export class TextItem extends QuestionItem {
  override get _class(): string {
    return this._type === 'TEXT' ? 'TextItem' : 'ParagraphTextItem';
  }
  setValidation(validation: unknown): this {
    if (!(validation instanceof TextValidation))
      throw badSignature(`FormApp.${this._class}.setValidation`, [validation]);
    return this.change({ validation: validation._rule });
  }
  clearValidation(): this {
    const { validation: _gone, ...rest } = this._item;
    this.form._put({ items: this.form._state.items.map((item) => (item.id === this._id ? rest : item)) });
    return this;
  }
}

export class Choice extends Api {
  readonly _class = 'Choice';
  constructor(
    x: Execution,
    private readonly form: FormHolder,
    private readonly app: FormApp,
    readonly _choice: FormChoice,
  ) {
    super(x);
  }
  getValue(): string {
    return this._choice.value;
  }
  /** Null where the choice leads to no page of its own. */
  getGotoPage(): Item | null {
    return this.leads(this._choice.goTo);
  }
  /** Null where the choice names no navigation. */
  getPageNavigationType(): unknown {
    const { goTo } = this._choice;
    return goTo === undefined ? null : this.app.PageNavigationType[typeof goTo === 'number' ? 'GO_TO_PAGE' : goTo];
  }
  private leads(goTo: string | number | undefined): Item | null {
    const page = this.form._state.items.find((item) => item.id === goTo);
    return page ? this.app._itemOf(this.form, page) : null;
  }
}

class ChoicesItem extends QuestionItem {
  getChoices(): Choice[] {
    return (this._item.choices ?? []).map((choice) => this.choice(choice));
  }
  setChoices(choices: unknown[]): this {
    if (!Array.isArray(choices) || !choices.every((c) => c instanceof Choice))
      throw badSignature(`FormApp.${this._class}.setChoices`, [choices]);
    return this.setAll(choices.map((c) => c._choice));
  }
  setChoiceValues(values: unknown[]): this {
    if (!Array.isArray(values)) throw badSignature(`FormApp.${this._class}.setChoiceValues`, [values]);
    return this.setAll(values.map((value) => ({ value: String(value) })));
  }
  /** Takes only its own choices, unless the item has an "other" option. */
  protected override answer([first]: unknown[]): ItemResponse['_response'] {
    return this.own(String(first));
  }
  protected own(value: string): string {
    if (!this._item.other && !(this._item.choices ?? []).some((choice) => choice.value === value)) {
      throw new ServiceError(`Invalid response submitted to ${this._class}: ${value}`);
    }
    return value;
  }
  private setAll(choices: FormChoice[]): this {
    if (choices.length === 0) throw new ServiceError('Array is empty: values');
    if (new Set(choices.map((c) => c.value)).size < choices.length)
      throw new ServiceError('Questions cannot have duplicate choice values.');
    if (choices.length > 1 && choices.some((c) => c.value === ''))
      throw new ServiceError('Questions cannot have empty choice values.');
    if (new Set(choices.map((c) => c.goTo === undefined)).size > 1)
      throw new ServiceError('Choices with and without page navigation cannot be combined in one question.');
    return this.change({ choices });
  }
  private choice(choice: FormChoice): Choice {
    return new Choice(this._x, this.form, this.app, choice);
  }
  createChoice(value: unknown, navigation?: unknown): Choice {
    if (navigation === undefined) return this.choice({ value: String(value) });
    return this.choice({ value: String(value), goTo: this.app._goTo(navigation) });
  }
}

export class ListItem extends ChoicesItem {
  override get _class(): string {
    return 'ListItem';
  }
}

class OtherItem extends ChoicesItem {
  showOtherOption(enabled: boolean): this {
    return this.change({ other: Boolean(enabled) });
  }
  hasOtherOption(): boolean {
    return this._item.other ?? false;
  }
}

export class MultipleChoiceItem extends OtherItem {
  override get _class(): string {
    return 'MultipleChoiceItem';
  }
}

export class CheckboxItem extends OtherItem {
  override get _class(): string {
    return 'CheckboxItem';
  }
  protected override answer([first]: unknown[]): readonly string[] {
    if (!Array.isArray(first)) throw badSignature('FormApp.CheckboxItem.createResponse', [first]);
    return first.map((value) => this.own(String(value)));
  }
}

const two = (n: number): string => String(n).padStart(2, '0');

export class DateItem extends QuestionItem {
  override get _class(): string {
    return this._type === 'DATE' ? 'DateItem' : 'DateTimeItem';
  }
  setIncludesYear(enabled: boolean): this {
    return this.change({ includesYear: Boolean(enabled) });
  }
  includesYear(): boolean {
    return this._item.includesYear ?? true;
  }
  /** A Date in the script's zone, as the form shows it. */
  protected override answer([first]: unknown[]): string {
    if (!(first instanceof Date)) throw badSignature(`FormApp.${this._class}.createResponse`, [first]);
    return this.app._civil(first, this._item.type === 'DATETIME');
  }
}

export class TimeItem extends QuestionItem {
  override get _class(): string {
    return this._type === 'TIME' ? 'TimeItem' : 'DurationItem';
  }
  protected override answer(parts: unknown[]): string {
    return parts.map((part) => two(Number(part))).join(':');
  }
}

export class ScaleItem extends QuestionItem {
  override get _class(): string {
    return 'ScaleItem';
  }
  setBounds(lower: number, upper: number): this {
    if (![0, 1].includes(lower) || !(upper >= 3 && upper <= 10))
      throw new ServiceError('Scale bounds must be 0 or 1 to 3-10.');
    return this.change({ lower, upper });
  }
  setLabels(lower: string, upper: string): this {
    return this.change({ labels: [String(lower), String(upper)] });
  }
  getLowerBound(): number {
    return this._item.lower ?? 1;
  }
  getUpperBound(): number {
    return this._item.upper ?? 5;
  }
}

export class PageBreakItem extends Item {
  override get _class(): string {
    return 'PageBreakItem';
  }
  /** Where the form goes after the section before this break. */
  setGoToPage(target: unknown): this {
    return this.change({ goTo: this.app._goTo(target) });
  }
}

export class SectionHeaderItem extends Item {
  override get _class(): string {
    return 'SectionHeaderItem';
  }
}

export class TextValidation extends Api {
  readonly _class = 'TextValidation';
  constructor(
    x: Execution,
    readonly _rule: NonNullable<FormItem['validation']>,
  ) {
    super(x);
  }
}

export class TextValidationBuilder extends Api {
  readonly _class = 'TextValidationBuilder';
  private rule: { kind: string; args: unknown[]; help?: string } = { kind: 'none', args: [] };
  private set(kind: string, ...args: unknown[]): this {
    this.rule = { ...this.rule, kind, args };
    return this;
  }
  setHelpText(text: string): this {
    this.rule = { ...this.rule, help: String(text) };
    return this;
  }
  requireTextIsEmail(): this {
    return this.set('email');
  }
  requireTextIsUrl(): this {
    return this.set('url');
  }
  requireNumber(): this {
    return this.set('number');
  }
  requireWholeNumber(): this {
    return this.set('whole');
  }
  requireNumberGreaterThan(n: number): this {
    return this.set('greater', n);
  }
  requireNumberGreaterThanOrEqualTo(n: number): this {
    return this.set('atLeast', n);
  }
  requireNumberLessThanOrEqualTo(n: number): this {
    return this.set('atMost', n);
  }
  requireNumberBetween(low: number, high: number): this {
    return this.set('between', low, high);
  }
  requireTextMatchesPattern(pattern: string): this {
    return this.set('pattern', pattern);
  }
  requireTextLengthLessThanOrEqualTo(n: number): this {
    return this.set('maxLength', n);
  }
  requireTextLengthGreaterThanOrEqualTo(n: number): this {
    return this.set('minLength', n);
  }
  build(): TextValidation {
    return new TextValidation(this._x, this.rule);
  }
}

/** Class for each item type of FormApp.ItemType this runtime knows. */
export const ITEM_CLASSES: Record<string, new (x: Execution, form: FormHolder, id: number, app: FormApp) => Item> = {
  TEXT: TextItem,
  PARAGRAPH_TEXT: TextItem,
  LIST: ListItem,
  MULTIPLE_CHOICE: MultipleChoiceItem,
  CHECKBOX: CheckboxItem,
  DATE: DateItem,
  DATETIME: DateItem,
  TIME: TimeItem,
  DURATION: TimeItem,
  SCALE: ScaleItem,
  PAGE_BREAK: PageBreakItem,
  SECTION_HEADER: SectionHeaderItem,
};
