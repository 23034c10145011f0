import { mergeLocales } from '@univerjs/core';
import core from '@univerjs/preset-sheets-core/locales/en-US';
import filter from '@univerjs/preset-sheets-filter/locales/en-US';

export default mergeLocales(core, filter);
