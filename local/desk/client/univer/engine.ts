// Univer put together: only the parts a register needs. No formulas are reckoned here, no number formats applied: the office says what
// a cell shows. Its toolbar, menus and tabs stay away; the desk has its own.

import { LocaleType, LogLevel, Univer } from '@univerjs/core';
import {
  CalculationMode,
  UniverDocsPlugin,
  UniverDocsUIPlugin,
  UniverFormulaEnginePlugin,
  UniverRenderEnginePlugin,
  UniverSheetsFormulaPlugin,
  UniverSheetsFormulaUIPlugin,
  UniverSheetsPlugin,
  UniverSheetsUIPlugin,
  UniverUIPlugin,
} from '@univerjs/preset-sheets-core';
import { UniverSheetsFilterPlugin, UniverSheetsFilterUIPlugin } from '@univerjs/preset-sheets-filter';

type Words = NonNullable<NonNullable<ConstructorParameters<typeof Univer>[0]>['locales']>[string];
interface Language {
  locale: LocaleType;
  load(): Promise<{ default: Words }>;
}

const LANGUAGES: Record<string, Language> = {
  'zh-TW': { locale: LocaleType.ZH_TW, load: () => import('./words/zh-TW') },
  'zh-CN': { locale: LocaleType.ZH_CN, load: () => import('./words/zh-CN') },
  en: { locale: LocaleType.EN_US, load: () => import('./words/en') },
};

/** An engine without a workbook, in the reader's language. */
export async function engine(container: HTMLElement, lang: string): Promise<Univer> {
  const { locale, load } = LANGUAGES[lang] ?? LANGUAGES['zh-TW']!;
  const univer = new Univer({ locale, locales: { [locale]: (await load()).default }, logLevel: LogLevel.ERROR });
  univer.registerPlugin(UniverRenderEnginePlugin);
  univer.registerPlugin(UniverFormulaEnginePlugin);
  univer.registerPlugin(UniverUIPlugin, {
    container,
    header: false,
    toolbar: false,
    footer: false,
    contextMenu: false,
    headerMenu: false,
  });
  univer.registerPlugin(UniverDocsPlugin);
  univer.registerPlugin(UniverDocsUIPlugin);
  univer.registerPlugin(UniverSheetsPlugin);
  univer.registerPlugin(UniverSheetsUIPlugin, {
    formulaBar: false,
    footer: false,
    clipboardConfig: { hidePasteOptions: true },
    disableForceStringAlert: true,
    disableForceStringMark: true,
    protectedRangeShadow: false,
  });
  // The editor inside a cell comes from the formulas' part; nothing is reckoned.
  univer.registerPlugin(UniverSheetsFormulaPlugin, { initialFormulaComputing: CalculationMode.NO_CALCULATION });
  univer.registerPlugin(UniverSheetsFormulaUIPlugin);
  univer.registerPlugin(UniverSheetsFilterPlugin);
  univer.registerPlugin(UniverSheetsFilterUIPlugin);
  return univer;
}
