import antdLocale from 'antd/es/locale/en_US';
import access from '@/features/access/locales/en.json';
import account from '@/features/account/locales/en.json';
import admin from '@/features/admin/locales/en.json';
import alerts from '@/features/alerts/locales/en.json';
import alignment from '@/features/alignment/locales/en.json';
import checkIns from '@/features/check-ins/locales/en.json';
import company from '@/features/company/locales/en.json';
import comparison from '@/features/comparison/locales/en.json';
import dueValues from '@/features/due-values/locales/en.json';
import kpiTree from '@/features/kpi-tree/locales/en.json';
import kpis from '@/features/kpis/locales/en.json';
import objectives from '@/features/objectives/locales/en.json';
import people from '@/features/people/locales/en.json';
import sources from '@/features/sources/locales/en.json';
import targets from '@/features/targets/locales/en.json';
import units from '@/features/units/locales/en.json';
import uploads from '@/features/uploads/locales/en.json';
import accounts from '@/shared/accounts/locales/en.json';
import checkIn from '@/shared/check-in/locales/en.json';
import drivers from '@/shared/drivers/locales/en.json';
import common from '@/shared/locales/en.json';
import map from '@/shared/map/locales/en.json';
import scoring from '@/shared/scoring/locales/en.json';
import app from '../locales/en.json';

/** The namespaces; the keys of every other language are compared with these. */
export const resources = {
  app,
  common,
  access,
  company,
  objectives,
  people,
  units,
  accounts,
  account,
  admin,
  alerts,
  alignment,
  kpis,
  'kpi-tree': kpiTree,
  drivers,
  map,
  scoring,
  targets,
  comparison,
  sources,
  checkIn,
  'check-ins': checkIns,
  'due-values': dueValues,
  uploads,
};
export const dayjsLocale = 'en';
export { antdLocale };
