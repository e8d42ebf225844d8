import { useRouter } from '@tanstack/react-router';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { kpiPath } from '@/shared/lib/paths';
import { DataGrid } from '@/shared/ui/data-grid/data-grid';
import { groupingOf, groupsOf } from '../groups';
import type { KpisSearch } from '../search';
import { useCategoryWords } from '../use-category-words';
import type { Kpi } from '../wire';
import styles from './library.module.css';
import { useKpiColumns } from './use-kpi-columns';

interface KpiLibraryProps {
  kpis: Kpi[];
  search: KpisSearch;
  /** The unit whose values are in the rows. */
  unit: string | undefined;
  onSearch: (change: Partial<KpisSearch>) => void;
  onEndReached: () => void;
}

/** The KPIs in one grid, or in one for each group under its heading. */
export function KpiLibrary({ kpis, search, unit, onSearch, onEndReached }: KpiLibraryProps) {
  const { t } = useTranslation('kpis');
  const router = useRouter();
  const words = useCategoryWords();
  const columns = useKpiColumns(unit);
  const grouping = groupingOf(search.sort);
  const groups = useMemo(() => (grouping ? groupsOf(kpis, grouping) : []), [grouping, kpis]);
  const open = (kpi: Kpi) => void router.navigate({ href: kpiPath(kpi.code, search.unit) });
  const shared = {
    columns,
    rowHeight: 60,
    getRowId: (kpi: Kpi) => kpi.id,
    onOpen: open,
    onEndReached,
  };
  if (!grouping) {
    return (
      <DataGrid<Kpi>
        {...shared}
        label={t('title')}
        rows={kpis}
        sorting={search.sort ? [{ id: search.sort, desc: false }] : []}
        onSortingChange={([first]) =>
          // The server sorts in one direction only; the second press goes back to the arranged order.
          onSearch({ sort: first && !first.desc ? (first.id as 'name') : undefined })
        }
      />
    );
  }
  return groups.map((group, index) => {
    const ofCategory = group.name ? words(group.name) : t('library.noCategory');
    const name = grouping === 'category' ? ofCategory : group.name;
    const { onEndReached: reach, ...rest } = shared;
    return (
      <section key={group.key} className={styles.group} aria-label={name}>
        <h3 className={styles.groupHead}>
          {name} <span className={styles.groupCount}>{group.kpis.length}</span>
        </h3>
        <DataGrid<Kpi>
          {...rest}
          label={name}
          rows={group.kpis}
          {...(index === groups.length - 1 ? { onEndReached: reach } : {})}
        />
      </section>
    );
  });
}
