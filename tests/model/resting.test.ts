// What rests while a module is off: what only its registers change is changed by hand, links there are not there.
import { effective } from '../../src/model/modules';
import { demoModel } from './office-model';

const fieldOf = (on: string[], key: string) =>
  effective(demoModel(), on).registers.assets!.fields.find((f) => f.key === key);
const actionOf = (on: string[], key: string) =>
  effective(demoModel(), on).registers.assets!.actions.find((a) => a.key === key);

test('user and place of a thing are typed freely until transfers are there', () => {
  expect(fieldOf(['repairs'], 'user')).not.toHaveProperty('through');
  expect(fieldOf(['assets_life'], 'user')).toMatchObject({ through: 'transfers' });
  expect(actionOf(['repairs'], 'retire')).not.toHaveProperty('through');
  expect(actionOf(['assets_life'], 'retire')).toMatchObject({ through: 'disposals' });
});

test('a link into a module that is off is not there, nor what is given over it', () => {
  expect(fieldOf(['assets_life'], 'desk')).toBeUndefined();
  expect(fieldOf(['space'], 'desk')).toMatchObject({ to: 'desks' });
  const gives = (on: string[]) =>
    effective(demoModel(), on).registers.transfers!.actions.find((a) => a.key === 'hand_over')!.gives![0]!.values;
  expect(Object.keys(gives(['assets_life']))).toEqual(['user', 'department', 'place']);
  expect(Object.keys(gives(['assets_life', 'space']))).toEqual(['user', 'department', 'place', 'desk']);
});
