/** References between the tables beside the registers: roles, lists, workbooks, surveys, mails, numbering. */
import type { Reading } from '../reading';
import type { Model } from '../types';
import { checkListLabels, checkRegisterNames } from './labels';
import { checkMail, standingMails } from './mails';
import { checkText } from './papers';

export function checkTables(reading: Reading, model: Model): void {
  for (const role of Object.values(model.roles))
    if (role.escalates !== undefined)
      reading.known('unknown-role', `roles.${role.key}.escalates`, role.escalates, Object.keys(model.roles));
  for (const workbook of Object.values(model.workbooks))
    for (const role of workbook.editors)
      reading.known('unknown-role', `workbooks.${workbook.key}.editors`, role, Object.keys(model.roles));
  checkRegisterNames(reading, Object.values(model.registers));
  for (const list of Object.values(model.lists)) if (list.key !== 'register_names') checkListLabels(reading, list);
  for (const mail of Object.values(model.mails)) checkMail(reading, model, mail);
  for (const text of Object.values(model.texts ?? {})) checkText(reading, model, text);
  for (const register of Object.values(model.registers))
    for (const mail of standingMails(register))
      if (!model.mails[mail]) reading.faultAt('standing-mail', register.key, { name: mail });
  checkNumbers(reading, model);
}

/** Two registers must not issue the same numbers: a number alone names its record. */
function checkNumbers(reading: Reading, model: Model): void {
  const seen = new Map<string, string>();
  for (const { key, number } of Object.values(model.registers)) {
    const shape = number.replace(/\{0+\}/, '{0}');
    const other = seen.get(shape);
    if (other !== undefined) reading.faultAt('same-number', `${key}.number`, { value: number, other });
    seen.set(shape, key);
  }
}
