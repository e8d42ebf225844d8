/** Addresses of things. One place, so that a feature can point at another's page without importing it. */
const withCycle = (path: string, cycle?: string | null) =>
  cycle ? `${path}?cycle=${encodeURIComponent(cycle)}` : path;

export const companyPath = (cycle?: string | null) => withCycle('/company', cycle);
export const unitPath = (id: string, cycle?: string | null) => withCycle(`/units/${id}`, cycle);
export const personPath = (id: string, cycle?: string | null) => withCycle(`/people/${id}`, cycle);
export const objectivePath = (id: string) => `/objectives/${id}`;
export const objectivesPath = (cycle?: string | null) => withCycle('/objectives', cycle);
export const kpiPath = (id: string, unit?: string | null) =>
  unit ? `/kpis/${id}?unit=${encodeURIComponent(unit)}` : `/kpis/${id}`;
const withUnit = (path: string, unit?: string | null) =>
  unit ? `${path}?unit=${encodeURIComponent(unit)}` : path;
export const kpiTargetsPath = (id: string, unit?: string | null) =>
  withUnit(`/kpis/${id}/targets`, unit);
export const kpiComparisonPath = (id: string, unit?: string | null) =>
  withUnit(`/kpis/${id}/comparison`, unit);
export const kpisPath = '/kpis';
export const kpiTreePath = (focus?: string | null, unit?: string | null) => {
  const path = focus ? `/kpi-tree?focus=${encodeURIComponent(focus)}` : '/kpi-tree';
  return focus && unit ? `${path}&unit=${encodeURIComponent(unit)}` : withUnit(path, unit);
};
export const sourcesPath = '/sources';
export const sourcePath = (id: string) => `${sourcesPath}/${id}`;
export const dueValuesPath = '/due-values';
export const uploadsPath = '/import';
export const alertsPath = '/alerts';
export const alignmentPath = (cycle?: string | null) => withCycle('/alignment', cycle);
export const checkInPath = (objective?: string | null) =>
  objective ? `/check-in?objective=${encodeURIComponent(objective)}` : '/check-in';
export const administrationPath = '/admin';
export const adminPersonPath = (id: string) => `${administrationPath}/people/${id}`;
export const accountPath = '/account';

/** The page of whatever a search hit or a change names. */
export function entityPath(entity: string, id: string, objectiveId?: string | null): string | null {
  switch (entity) {
    case 'objective':
      return objectivePath(id);
    case 'key_result':
    case 'milestone':
    case 'kpi_link':
    case 'check_in':
    case 'alignment':
      return objectiveId ? objectivePath(objectiveId) : null;
    case 'kpi':
      return kpiPath(id);
    case 'unit':
    case 'org_unit':
      return unitPath(id);
    case 'person':
      return personPath(id);
    case 'cycle':
      return companyPath(id);
    default:
      return null;
  }
}
