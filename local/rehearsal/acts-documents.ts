// What people do with documents: `write-document: { register, id, document, text }`, `bin-document: { register, id, document, back? }`.
import { person, type Act } from './hands.ts';
import { details, need, StepFailure, type Stage } from './stage.ts';

function fileId(stage: Stage, d: Record<string, unknown>): string {
  const link = stage.office.record(need(d, 'register'), need(d, 'id'))?.documents?.[need(d, 'document')];
  if (!link) throw new StepFailure(`${String(d.id)} has no document "${String(d.document)}"`);
  return link.id;
}

export const documentActs: Record<string, Act> = {
  'write-document'(stage, step) {
    const d = details(stage, step);
    person(stage, step).writeIn(fileId(stage, d), need(d, 'text'));
  },
  'bin-document'(stage, step) {
    const d = details(stage, step);
    person(stage, step).binFile(fileId(stage, d), d.back !== true);
  },
};
