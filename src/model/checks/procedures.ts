/** What a procedure is told: fields, states and links that are there and of the type it needs. */
import type { Reading } from '../reading';
import type { FieldType, Model, Register } from '../types';
import type { Procedure } from '../procedures';

export function checkProcedure(
  reading: Reading,
  model: Model,
  register: Register,
  run: Procedure | undefined,
  at: string,
): void {
  if (!run) return;
  const here = `${at}.run.${run.name}`;
  const typed = (of: Register, key: string, word: string, need?: FieldType): void => {
    const known = of.fields.map((field) => field.key);
    if (!reading.known('unknown-field', `${here}.${word}`, key, known) || need === undefined) return;
    const { type } = of.fields.find((field) => field.key === key)!;
    if (type !== need) reading.faultAt('wrong-type', `${here}.${word}`, { name: key, is: type, need });
  };
  if (run.name === 'side_by_side') {
    const [child = '', back = ''] = run.children.split('.');
    if (!reading.known('unknown-register', `${here}.children`, child, Object.keys(model.registers))) return;
    const other = model.registers[child]!;
    if (other.fields.find((field) => field.key === back)?.to !== register.key)
      reading.faultAt('no-link-back', `${here}.children`, { register: child, link: back, target: register.key });
    typed(register, run.into, 'into', 'long text');
    typed(other, run.by, 'by');
    for (const key of run.shows) typed(other, key, 'shows');
    return;
  }
  typed(register, run.lines, 'lines', 'long text');
  if (run.count !== undefined) typed(register, run.count, 'count', 'number');
  if (!reading.known('unknown-register', `${here}.opens`, run.opens, Object.keys(model.registers))) return;
  const other = model.registers[run.opens]!;
  if (other.workbook !== register.workbook)
    reading.faultAt('other-workbook', `${here}.opens`, { name: run.opens, workbook: other.workbook });
  typed(
    other,
    run.field,
    'field',
    other.fields.find(({ key }) => key === run.field)?.type === 'person' ? 'person' : 'text',
  );
  for (const key of Object.keys(run.with)) typed(other, key, `with.${key}`);
  if (run.state !== undefined)
    reading.known(
      'unknown-state',
      `${here}.state`,
      run.state,
      other.states.map(({ key }) => key),
    );
}
