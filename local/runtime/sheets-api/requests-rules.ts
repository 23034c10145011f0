// batchUpdate requests about what lies over the cells: filters, protections, named ranges, conditional formats.

import { ServiceError } from '../errors.ts';
import type { ConditionalFormat, FilterView, NamedRange, ProtectedRange, Sheet } from '../store/state.ts';
import type { Draft } from './draft.ts';
import { checkMask, parseMask, wants } from './mask.ts';

type Handler = (draft: Draft, body: never) => unknown;

function holder<K extends 'filterViews' | 'protectedRanges'>(draft: Draft, kind: K, id: number): Sheet | undefined {
  return draft.file.sheets.find((s) => s[kind][id] !== undefined);
}

/** A taken id voids the batch: the fence of every commit stands on this (BAT-1). */
function addFilterView(draft: Draft, body: { filter: Partial<FilterView> }): unknown {
  const filterViewId = body.filter.filterViewId ?? draft.options.newId();
  if (holder(draft, 'filterViews', filterViewId))
    throw new ServiceError(
      `Cannot add filter view with id ${filterViewId}: a filter view with that id already exists.`,
    );
  if (!body.filter.range) throw new ServiceError('filter.range must be specified.');
  const { sheet } = draft.box(body.filter.range);
  const filter: FilterView = { ...body.filter, filterViewId, title: body.filter.title ?? `Filter ${filterViewId}` };
  draft.put({ ...sheet, filterViews: { ...sheet.filterViews, [filterViewId]: filter } });
  return { filter };
}

function deleteFilterView(draft: Draft, body: { filterId: number }): void {
  const sheet = holder(draft, 'filterViews', body.filterId);
  if (!sheet) {
    if (!draft.options.switches.missingFilterViewVoidsBatch) return;
    throw new ServiceError(`No filter view with id: ${body.filterId}`);
  }
  const { [body.filterId]: _gone, ...filterViews } = sheet.filterViews;
  draft.put({ ...sheet, filterViews });
}

function updateFilterView(draft: Draft, body: { filter: FilterView; fields: string }): void {
  const sheet = holder(draft, 'filterViews', body.filter.filterViewId);
  if (!sheet) throw new ServiceError(`No filter view with id: ${body.filter.filterViewId}`);
  const mask = parseMask(body.fields);
  const old = sheet.filterViews[body.filter.filterViewId]!;
  const next: FilterView = { ...old };
  for (const key of mask === true ? Object.keys(body.filter) : Object.keys(mask)) next[key] = body.filter[key];
  next.filterViewId = old.filterViewId;
  draft.put({ ...sheet, filterViews: { ...sheet.filterViews, [old.filterViewId]: next } });
}

function setBasicFilter(draft: Draft, body: { filter: { range?: { sheetId: number } } }): void {
  if (!body.filter.range) throw new ServiceError('filter.range must be specified.');
  const { sheet } = draft.box(body.filter.range);
  draft.put({ ...sheet, basicFilter: body.filter });
}

function clearBasicFilter(draft: Draft, body: { sheetId?: number }): void {
  const { basicFilter: _gone, ...sheet } = draft.sheet(body.sheetId);
  draft.put(sheet);
}

function addProtectedRange(draft: Draft, body: { protectedRange: Partial<ProtectedRange> }): unknown {
  const protectedRangeId = body.protectedRange.protectedRangeId ?? draft.options.newId();
  if (holder(draft, 'protectedRanges', protectedRangeId))
    throw new ServiceError(`Cannot add protected range with id ${protectedRangeId}: it already exists.`);
  if (!body.protectedRange.range) throw new ServiceError('protectedRange.range must be specified.');
  const sheet = draft.sheet(body.protectedRange.range.sheetId);
  const protectedRange: ProtectedRange = { ...body.protectedRange, range: body.protectedRange.range, protectedRangeId };
  draft.put({ ...sheet, protectedRanges: { ...sheet.protectedRanges, [protectedRangeId]: protectedRange } });
  return { protectedRange };
}

function updateProtectedRange(draft: Draft, body: { protectedRange: ProtectedRange; fields: string }): void {
  const id = body.protectedRange.protectedRangeId;
  const sheet = holder(draft, 'protectedRanges', id);
  if (!sheet) throw new ServiceError(`No protected range with id: ${id}`);
  const mask = parseMask(body.fields);
  checkMask(mask, ['range', 'namedRangeId', 'description', 'warningOnly', 'unprotectedRanges', 'editors', 'tableId']);
  const next = { ...sheet.protectedRanges[id]! };
  if (wants(mask, 'range') && body.protectedRange.range) next.range = body.protectedRange.range;
  if (wants(mask, 'description')) next.description = body.protectedRange.description ?? '';
  if (wants(mask, 'warningOnly')) next.warningOnly = body.protectedRange.warningOnly ?? false;
  if (wants(mask, 'unprotectedRanges')) next.unprotectedRanges = body.protectedRange.unprotectedRanges ?? [];
  if (wants(mask, 'editors')) next.editors = body.protectedRange.editors ?? {};
  draft.put({ ...sheet, protectedRanges: { ...sheet.protectedRanges, [id]: next } });
}

function deleteProtectedRange(draft: Draft, body: { protectedRangeId: number }): void {
  const sheet = holder(draft, 'protectedRanges', body.protectedRangeId);
  if (!sheet) throw new ServiceError(`No protected range with id: ${body.protectedRangeId}`);
  const { [body.protectedRangeId]: _gone, ...protectedRanges } = sheet.protectedRanges;
  draft.put({ ...sheet, protectedRanges });
}

function addNamedRange(draft: Draft, body: { namedRange: Partial<NamedRange> }): unknown {
  const { name, range } = body.namedRange;
  const namedRangeId = body.namedRange.namedRangeId ?? `nr${draft.options.newId()}`;
  if (!name || !range) throw new ServiceError('namedRange needs a name and a range.');
  if (draft.file.namedRanges[namedRangeId])
    throw new ServiceError(`A named range with id ${namedRangeId} already exists.`);
  if (Object.values(draft.file.namedRanges).some((n) => n.name.toLowerCase() === name.toLowerCase()))
    throw new ServiceError(`A named range with the name "${name}" already exists.`);
  draft.box(range);
  const namedRange: NamedRange = { namedRangeId, name, range };
  draft.file = { ...draft.file, namedRanges: { ...draft.file.namedRanges, [namedRangeId]: namedRange } };
  return { namedRange };
}

function updateNamedRange(draft: Draft, body: { namedRange: NamedRange; fields: string }): void {
  const old = draft.file.namedRanges[body.namedRange.namedRangeId];
  if (!old) throw new ServiceError(`No named range with id: ${body.namedRange.namedRangeId}`);
  const mask = parseMask(body.fields);
  const next = { ...old };
  if (wants(mask, 'name') && body.namedRange.name) next.name = body.namedRange.name;
  if (wants(mask, 'range') && body.namedRange.range) next.range = body.namedRange.range;
  draft.file = { ...draft.file, namedRanges: { ...draft.file.namedRanges, [old.namedRangeId]: next } };
}

function deleteNamedRange(draft: Draft, body: { namedRangeId: string }): void {
  const { [body.namedRangeId]: gone, ...namedRanges } = draft.file.namedRanges;
  if (!gone) throw new ServiceError(`No named range with id: ${body.namedRangeId}`);
  draft.file = { ...draft.file, namedRanges };
}

function ruleSheet(draft: Draft, rule: ConditionalFormat | undefined, sheetId?: number): Sheet {
  return draft.sheet(rule?.ranges[0]?.sheetId ?? sheetId);
}

function addConditionalFormatRule(draft: Draft, body: { rule: ConditionalFormat; index?: number }): void {
  if (!body.rule?.ranges?.length) throw new ServiceError('rule.ranges must be specified.');
  if (!body.rule.booleanRule && !body.rule.gradientRule)
    throw new ServiceError('A rule must be a boolean or a gradient rule.');
  const sheet = ruleSheet(draft, body.rule);
  const rules = sheet.conditionalFormats.slice();
  rules.splice(body.index ?? 0, 0, body.rule);
  draft.put({ ...sheet, conditionalFormats: rules });
}

function updateConditionalFormatRule(
  draft: Draft,
  body: { rule?: ConditionalFormat; index?: number; newIndex?: number; sheetId?: number },
): unknown {
  const sheet = ruleSheet(draft, body.rule, body.sheetId);
  const index = body.index ?? 0;
  const rules = sheet.conditionalFormats.slice();
  const oldRule = rules[index];
  if (!oldRule) throw new ServiceError(`No conditional format on sheet: ${sheet.sheetId} at index: ${index}`);
  if (body.rule) rules[index] = body.rule;
  else {
    rules.splice(index, 1);
    rules.splice(body.newIndex ?? 0, 0, oldRule);
  }
  draft.put({ ...sheet, conditionalFormats: rules });
  return { oldRule, oldIndex: index, newRule: body.rule ?? oldRule, newIndex: body.newIndex ?? index };
}

function deleteConditionalFormatRule(draft: Draft, body: { index?: number; sheetId?: number }): unknown {
  const sheet = draft.sheet(body.sheetId);
  const index = body.index ?? 0;
  const rule = sheet.conditionalFormats[index];
  if (!rule) throw new ServiceError(`No conditional format on sheet: ${sheet.sheetId} at index: ${index}`);
  draft.put({ ...sheet, conditionalFormats: sheet.conditionalFormats.filter((_, i) => i !== index) });
  return { rule };
}

export const RULE_REQUESTS: Record<string, Handler> = {
  addFilterView: addFilterView as Handler,
  deleteFilterView: deleteFilterView as Handler,
  updateFilterView: updateFilterView as Handler,
  setBasicFilter: setBasicFilter as Handler,
  clearBasicFilter: clearBasicFilter as Handler,
  addProtectedRange: addProtectedRange as Handler,
  updateProtectedRange: updateProtectedRange as Handler,
  deleteProtectedRange: deleteProtectedRange as Handler,
  addNamedRange: addNamedRange as Handler,
  updateNamedRange: updateNamedRange as Handler,
  deleteNamedRange: deleteNamedRange as Handler,
  addConditionalFormatRule: addConditionalFormatRule as Handler,
  updateConditionalFormatRule: updateConditionalFormatRule as Handler,
  deleteConditionalFormatRule: deleteConditionalFormatRule as Handler,
};
