import antdLocale from 'antd/es/locale/zh_CN';
import 'dayjs/locale/zh-cn';
import access from '@/features/access/locales/zh-CN.json';
import account from '@/features/account/locales/zh-CN.json';
import admin from '@/features/admin/locales/zh-CN.json';
import alerts from '@/features/alerts/locales/zh-CN.json';
import alignment from '@/features/alignment/locales/zh-CN.json';
import checkIns from '@/features/check-ins/locales/zh-CN.json';
import company from '@/features/company/locales/zh-CN.json';
import comparison from '@/features/comparison/locales/zh-CN.json';
import dueValues from '@/features/due-values/locales/zh-CN.json';
import kpiTree from '@/features/kpi-tree/locales/zh-CN.json';
import kpis from '@/features/kpis/locales/zh-CN.json';
import objectives from '@/features/objectives/locales/zh-CN.json';
import people from '@/features/people/locales/zh-CN.json';
import sources from '@/features/sources/locales/zh-CN.json';
import targets from '@/features/targets/locales/zh-CN.json';
import units from '@/features/units/locales/zh-CN.json';
import uploads from '@/features/uploads/locales/zh-CN.json';
import accounts from '@/shared/accounts/locales/zh-CN.json';
import checkIn from '@/shared/check-in/locales/zh-CN.json';
import drivers from '@/shared/drivers/locales/zh-CN.json';
import common from '@/shared/locales/zh-CN.json';
import map from '@/shared/map/locales/zh-CN.json';
import scoring from '@/shared/scoring/locales/zh-CN.json';
import app from '../locales/zh-CN.json';

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
export const dayjsLocale = 'zh-cn';
export { antdLocale };
