import { useQuery } from '@tanstack/react-query';
import { useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ProofTarget } from '@/shared/api/proof';
import { unitsQuery } from '@/shared/api/refs';
import type { KpiLink } from '@/shared/api/types';
import { objectivePath } from '@/shared/lib/paths';
import { useFormat } from '@/shared/lib/use-format';
import { AppLink } from '@/shared/ui/app-link';
import { EmptyState } from '@/shared/ui/empty-state';
import { KpiRoleMark } from '@/shared/ui/kpi-role-mark';
import { NumberDoor } from '@/shared/ui/number-door';
import { SectionCard } from '@/shared/ui/section-card';
import { StatusIcon } from '@/shared/ui/status-tag';
import { Tag } from '@/shared/ui/tag';
import { linkListQuery } from '../api';
import type { Kpi } from '../wire';
import styles from './kpi-page.module.css';

/** More than these are shown when asked for. */
const shownMax = 6;

/** The key results that this KPI measures, drives or guards. */
export function LinkedGoalsCard({ kpi, unit }: { kpi: Kpi; unit: string | undefined }) {
  const { t } = useTranslation('kpis');
  const { data } = useQuery(linkListQuery(kpi.id));
  const [isAll, setAll] = useState(false);
  const { data: units = [] } = useQuery(unitsQuery);
  const subject = unit ?? units.find((other) => !other.parent)?.id;
  const links = useMemo(() => nearestFirst(data?.items ?? [], subject), [data, subject]);
  const shown = isAll ? links : links.slice(0, shownMax);
  return (
    <SectionCard
      title={t('linked.title')}
      hint={links.length > 0 ? <Tag tone="soft">{links.length}</Tag> : null}
    >
      {data && links.length === 0 ? (
        <EmptyState isSmall={true} title={t('linked.none')} hint={t('linked.noneHint')} />
      ) : (
        <ul className={styles.links}>
          {shown.map((link) => (
            <LinkedGoal key={link.id} link={link} />
          ))}
        </ul>
      )}
      {links.length > shown.length ? (
        <button type="button" className={styles.all} onClick={() => setAll(true)}>
          {t('linked.all', { count: links.length })}
        </button>
      ) : null}
    </SectionCard>
  );
}

/** The server lists the oldest first; what holds now, and for the unit that is shown, matters more. */
function nearestFirst(links: KpiLink[], subject: string | undefined): KpiLink[] {
  const isNear = (link: KpiLink) => !link.org_unit || link.org_unit.id === subject;
  return [...links].reverse().sort((a, b) => Number(isNear(b)) - Number(isNear(a)));
}

function LinkedGoal({ link }: { link: KpiLink }) {
  const { t } = useTranslation(['kpis', 'common']);
  const format = useFormat();
  const isLower = link.kpi.direction === 'lower';
  // What is measured is the value of the key result itself; its proof tells the window too.
  const proof: ProofTarget =
    link.role === 'measures'
      ? { of: 'key_result', id: link.key_result_id, part: 'value' }
      : { of: 'kpi', id: link.kpi.id, unit: link.org_unit?.id ?? null };
  return (
    <li>
      <AppLink href={objectivePath(link.objective_id)} className={styles.goal}>
        {link.key_result_title}
      </AppLink>
      <div className={styles.sub}>
        <KpiRoleMark of={link.role} hasWord={true} />
        <span>
          {[link.org_unit?.code, t(`common:window.${link.window}`)].filter(Boolean).join(' · ')}
        </span>
      </div>
      <div className={styles.sub}>
        <NumberDoor proof={proof} look="strong">
          {format.value(link.value, link.kpi)}
        </NumberDoor>
        {link.limit_in_force === null ? null : (
          <span>
            {t(isLower ? 'common:goal.atMost' : 'common:goal.atLeast', {
              value: format.value(link.limit_in_force, link.kpi),
            })}
          </span>
        )}
        {link.is_breached ? (
          <b className={styles.breach}>
            <StatusIcon status="at_risk" size={12} />
            {t('common:role.breached')}
          </b>
        ) : null}
      </div>
    </li>
  );
}
