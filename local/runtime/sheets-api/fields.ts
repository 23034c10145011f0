// Names of the fields a request may carry: a misspelt one is an error at Google, never "nothing to do".

import { ServiceError } from '../errors.ts';

type Message = { readonly [field: string]: true | string };

const fields = (plain: string, nested: Record<string, string> = {}): Message => ({
  ...Object.fromEntries(
    plain
      .split(' ')
      .filter(Boolean)
      .map((name) => [name, true as const]),
  ),
  ...nested,
});

/** Message -> its fields; the value names the message below, or is true for what is not looked into. */
const MESSAGES: Record<string, Message> = {
  GridRange: fields('sheetId startRowIndex endRowIndex startColumnIndex endColumnIndex'),
  GridCoordinate: fields('sheetId rowIndex columnIndex'),
  DimensionRange: fields('sheetId dimension startIndex endIndex'),
  Color: fields('red green blue alpha'),
  ColorStyle: fields('themeColor', { rgbColor: 'Color' }),
  RowData: fields('', { values: 'CellData' }),
  CellData: fields('note pivotTable', {
    userEnteredValue: 'ExtendedValue',
    userEnteredFormat: 'CellFormat',
    textFormatRuns: 'TextFormatRun',
    dataValidation: 'DataValidationRule',
  }),
  ExtendedValue: fields('stringValue numberValue boolValue formulaValue'),
  CellFormat: fields(
    'borders padding horizontalAlignment verticalAlignment wrapStrategy textDirection hyperlinkDisplayType textRotation',
    {
      numberFormat: 'NumberFormat',
      backgroundColor: 'Color',
      backgroundColorStyle: 'ColorStyle',
      textFormat: 'TextFormat',
    },
  ),
  NumberFormat: fields('type pattern'),
  TextFormat: fields('fontFamily fontSize bold italic strikethrough underline', {
    foregroundColor: 'Color',
    foregroundColorStyle: 'ColorStyle',
    link: 'Link',
  }),
  Link: fields('uri'),
  TextFormatRun: fields('startIndex', { format: 'TextFormat' }),
  DataValidationRule: fields('inputMessage strict showCustomUi', { condition: 'BooleanCondition' }),
  BooleanCondition: fields('type', { values: 'ConditionValue' }),
  ConditionValue: fields('userEnteredValue relativeDate'),
  SortSpec: fields(
    'dimensionIndex sortOrder foregroundColor foregroundColorStyle backgroundColor backgroundColorStyle dataSourceColumnReference',
  ),
  FilterView: fields('filterViewId title namedRangeId criteria filterSpecs tableId', {
    range: 'GridRange',
    sortSpecs: 'SortSpec',
  }),
  BasicFilter: fields('criteria filterSpecs tableId', { range: 'GridRange', sortSpecs: 'SortSpec' }),
  ProtectedRange: fields('protectedRangeId namedRangeId description warningOnly requestingUserCanEdit tableId', {
    range: 'GridRange',
    unprotectedRanges: 'GridRange',
    editors: 'Editors',
  }),
  Editors: fields('users groups domainUsersCanEdit'),
  NamedRange: fields('namedRangeId name', { range: 'GridRange' }),
  ConditionalFormatRule: fields('gradientRule', { ranges: 'GridRange', booleanRule: 'BooleanRule' }),
  BooleanRule: fields('', { condition: 'BooleanCondition', format: 'CellFormat' }),
  SheetProperties: fields('sheetId title index sheetType hidden rightToLeft', {
    gridProperties: 'GridProperties',
    tabColor: 'Color',
    tabColorStyle: 'ColorStyle',
  }),
  GridProperties: fields(
    'rowCount columnCount frozenRowCount frozenColumnCount hideGridlines rowGroupControlAfter columnGroupControlAfter',
  ),
  DimensionProperties: fields('hiddenByUser pixelSize'),
  SpreadsheetProperties: fields('title locale timeZone autoRecalc'),
  // Requests.
  updateCells: fields('fields', { rows: 'RowData', start: 'GridCoordinate', range: 'GridRange' }),
  appendCells: fields('sheetId fields tableId', { rows: 'RowData' }),
  repeatCell: fields('fields', { range: 'GridRange', cell: 'CellData' }),
  setDataValidation: fields('filteredRowsIncluded', { range: 'GridRange', rule: 'DataValidationRule' }),
  sortRange: fields('', { range: 'GridRange', sortSpecs: 'SortSpec' }),
  copyPaste: fields('pasteType pasteOrientation', { source: 'GridRange', destination: 'GridRange' }),
  mergeCells: fields('mergeType', { range: 'GridRange' }),
  unmergeCells: fields('', { range: 'GridRange' }),
  deleteRange: fields('shiftDimension', { range: 'GridRange' }),
  addSheet: fields('', { properties: 'SheetProperties' }),
  deleteSheet: fields('sheetId'),
  updateSheetProperties: fields('fields', { properties: 'SheetProperties' }),
  duplicateSheet: fields('sourceSheetId insertSheetIndex newSheetId newSheetName'),
  insertDimension: fields('inheritFromBefore', { range: 'DimensionRange' }),
  deleteDimension: fields('', { range: 'DimensionRange' }),
  appendDimension: fields('sheetId dimension length tableId'),
  moveDimension: fields('destinationIndex', { source: 'DimensionRange' }),
  updateDimensionProperties: fields('fields', { range: 'DimensionRange', properties: 'DimensionProperties' }),
  updateSpreadsheetProperties: fields('fields', { properties: 'SpreadsheetProperties' }),
  addFilterView: fields('', { filter: 'FilterView' }),
  updateFilterView: fields('fields', { filter: 'FilterView' }),
  deleteFilterView: fields('filterId'),
  setBasicFilter: fields('', { filter: 'BasicFilter' }),
  clearBasicFilter: fields('sheetId'),
  addProtectedRange: fields('', { protectedRange: 'ProtectedRange' }),
  updateProtectedRange: fields('fields', { protectedRange: 'ProtectedRange' }),
  deleteProtectedRange: fields('protectedRangeId'),
  addNamedRange: fields('', { namedRange: 'NamedRange' }),
  updateNamedRange: fields('fields', { namedRange: 'NamedRange' }),
  deleteNamedRange: fields('namedRangeId'),
  addConditionalFormatRule: fields('index', { rule: 'ConditionalFormatRule' }),
  updateConditionalFormatRule: fields('index newIndex sheetId', { rule: 'ConditionalFormatRule' }),
  deleteConditionalFormatRule: fields('index sheetId'),
};

/** Throws for the first name a message does not have, with where it stands. */
export function checkFields(message: string, value: unknown, at: string): void {
  const known = MESSAGES[message];
  if (!known || value === null || typeof value !== 'object') return;
  if (Array.isArray(value)) {
    for (let i = 0; i < value.length; i++) checkFields(message, value[i], at);
    return;
  }
  for (const key in value) {
    const below = known[key];
    if (below === undefined)
      throw new ServiceError(`Invalid JSON payload received. Unknown name "${key}" at '${at}': Cannot find field.`);
    if (below !== true) checkFields(below, (value as Record<string, unknown>)[key], `${at}.${key}`);
  }
}
