import { mergeLocales } from '@univerjs/core';
import core from '@univerjs/preset-sheets-core/locales/zh-CN';
import filter from '@univerjs/preset-sheets-filter/locales/zh-CN';

export default mergeLocales(core, filter);
