// Documents on the fault bench: the tickets of an office whose pack gives each a living note and a frozen sheet.
import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { DocumentSpec, Label, Model } from '../../../src/model/types';
import { bundleFiles, openDemo, type LocalOffice } from '../../office.ts';
import { inBin, type DriveFile } from '../../runtime/store/papers.ts';

const all = (text: string): Label => ({ 'zh-TW': text, 'zh-CN': text, en: text });
const TEXTS: Record<string, Label> = {
  ticket_note: all('# 處理紀錄 {{number}}\n\n{{fault}}\n\n- {{handler}}\n\n□ 承辦人 □ 報修人'),
  asset_history: all(
    '# 履歷 {{number}}\n\n| 單 | 故障 |\n|--|--|\n{{#related.tickets}}\n| {{number}} | {{fault}} |\n{{/related.tickets}}',
  ),
  ticket_sheet: all(
    '# 完修單\n\n> {{roc}}\n\n| **編號** | {{number}} |\n| **設備** | {{asset.name}} |\n| **結果** | {{solution}} |\n\n{{signatures}}',
  ),
};
const DOCUMENTS: DocumentSpec[] = [
  {
    key: 'note',
    label: { 'zh-TW': '處理紀錄', 'zh-CN': '处理记录', en: 'Notes' },
    at: 'working',
    text: 'ticket_note',
    as: 'living',
    until: 'solve',
    folder: '報修/{roc}',
    signs: [],
  },
  {
    key: 'sheet',
    label: { 'zh-TW': '完修單', 'zh-CN': '完修单', en: 'Job sheet' },
    at: 'solved',
    text: 'ticket_sheet',
    as: 'frozen',
    folder: '報修/{roc}',
    signs: [],
  },
];

let folder: string | undefined;

/** A built engine whose tickets have documents: the pack alone differs. */
function bundle(): string {
  if (folder) return folder;
  folder = mkdtempSync(join(tmpdir(), 'chancery-papers-'));
  for (const [name, text] of Object.entries(bundleFiles())) {
    if (name !== 'pack-office.html') {
      writeFileSync(join(folder, name), text);
      continue;
    }
    const pack = JSON.parse(text) as Model;
    pack.texts = Object.fromEntries(
      Object.entries(TEXTS).map(([key, words]) => [
        key,
        { key, register: key.startsWith('asset') ? 'assets' : 'tickets', words },
      ]),
    );
    pack.registers.tickets!.documents = DOCUMENTS.map((d) => ({ ...d, words: TEXTS[d.text]! }));
    pack.registers.assets!.documents = [
      { ...DOCUMENTS[1]!, key: 'history', at: 'in_repair', text: 'asset_history', words: TEXTS.asset_history! },
    ];
    writeFileSync(join(folder, name), JSON.stringify(pack));
  }
  return folder;
}

/** The demo office on a Monday morning, with documents of tickets. */
export const paperOffice = (start = '2026-03-02T09:00+08:00'): LocalOffice =>
  openDemo({ start, bundle: bundle() }).fork();

/** Files of Drive that are not in the bin. */
export function filesOf(office: LocalOffice): DriveFile[] {
  const drive = office.runtime.store.state.drive ?? {};
  return Object.values(drive).filter((file) => !inBin(drive, file));
}

/** What is finished, by kind and name; two of one name would stand twice. */
export const finished = (office: LocalOffice): string[] =>
  filesOf(office)
    .filter((f) => ['doc', 'pdf', 'draft'].includes(f.appProperties.part ?? ''))
    .map((f) => `${f.appProperties.part} ${f.name}`)
    .sort();
