// The entry of the grid's chunk: a tab of a workbook on a canvas.

import type { Bridge, GridHandle } from './bridge';
import { Tab } from './tab';

export async function start(bridge: Bridge): Promise<GridHandle> {
  const tab = new Tab(bridge);
  await tab.open();
  return tab;
}
