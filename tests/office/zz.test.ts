import { morning } from './hands';
test('boot', () => {
  const t0=Date.now();
  const office = morning();
  console.log(Date.now()-t0, office.records('office_fields').length, office.records('mail_texts').length, office.home('setup'), office.records('setup_versions'));
  console.log(office.runtime.executions.filter(x=>x.error).map(x=>x.fn+': '+x.error!.message+x.error!.stack));
});
