import { ICommandService, IUniverInstanceService, UniverInstanceType, type Univer } from '@univerjs/core';
import type { Bridge, GridHandle, Spot } from './bridge';
import { engine } from './engine';
import { Model } from './model';
import { workbookOf } from './snapshot';
import type { GridAnswer } from '../../sheet/grid-types';

export class Tab implements GridHandle {
  private readonly model = new Model();
  private univer: Univer | null = null;
  private serial = 0;
  constructor(private readonly bridge: Bridge) {}
  async open(): Promise<void> {
    const [univer, answer] = await Promise.all([engine(this.bridge.host, this.bridge.lang), this.ask()]);
    this.univer = univer;
    this.model.take(answer);
    this.build();
  }
  private async ask(): Promise<GridAnswer> {
    const { book, sheet } = this.bridge.place();
    const query = this.model.token ? `?after=${encodeURIComponent(this.model.token)}` : '';
    const answer = await fetch(`/grid/${book}/${sheet}${query}`, { headers: { accept: 'application/json' } });
    return (await answer.json()) as GridAnswer;
  }
  private build(): void {
    this.univer!.createUnit(
      UniverInstanceType.UNIVER_SHEET,
      workbookOf(this.model, `tab-${++this.serial}`, getComputedStyle(document.body).fontFamily),
    );
  }
  async refresh(): Promise<void> {}
  isEditing(): boolean {
    return false;
  }
  edit(_spot: Spot): void {}
  filter(): void {}
}
void ICommandService;
void IUniverInstanceService;
