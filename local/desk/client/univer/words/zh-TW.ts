import { mergeLocales } from '@univerjs/core';
import core from '@univerjs/preset-sheets-core/locales/zh-TW';
import filter from '@univerjs/preset-sheets-filter/locales/zh-TW';

export default mergeLocales(core, filter);
