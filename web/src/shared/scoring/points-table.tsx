import { Button, InputNumber } from 'antd';
import { useTranslation } from 'react-i18next';
import { ValueInput } from '@/shared/ui/form/value-input';
import { Icon } from '@/shared/ui/icon';
import { VisuallyHidden } from '@/shared/ui/visually-hidden';
import styles from './scoring.module.css';
import type { Kpi, ScoringPoint } from './wire';

interface PointsTableProps {
  kpi: Kpi;
  points: ScoringPoint[];
  onChange: (points: ScoringPoint[]) => void;
}

/** The points of the curve as numbers: the same as the handles, by the keyboard. */
export function PointsTable({ kpi, points, onChange }: PointsTableProps) {
  const { t } = useTranslation(['scoring', 'common']);
  const set = (at: number, change: Partial<ScoringPoint>) =>
    onChange(points.map((point, index) => (index === at ? { ...point, ...change } : point)));
  const last = points.at(-1);
  return (
    <>
      <table className={styles.points}>
        <caption>
          <VisuallyHidden>{t('table.caption')}</VisuallyHidden>
        </caption>
        <thead>
          <tr>
            <th scope="col">{t('table.value')}</th>
            <th scope="col">{t('table.points')}</th>
            <th scope="col">
              <VisuallyHidden>{t('table.remove')}</VisuallyHidden>
            </th>
          </tr>
        </thead>
        <tbody>
          {points.map((point, at) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: a point is known by its place
            <tr key={at}>
              <td>
                <ValueInput
                  label={t('table.valueOf', { number: at + 1 })}
                  value={point.value}
                  format={kpi.format}
                  unit={kpi.unit}
                  onChange={(value) => value !== null && set(at, { value })}
                />
              </td>
              <td>
                <InputNumber<number>
                  aria-label={t('table.pointsOf', { number: at + 1 })}
                  value={point.points}
                  style={{ width: '100%' }}
                  onChange={(score) => score !== null && set(at, { points: score })}
                />
              </td>
              <td>
                <Button
                  type="text"
                  size="small"
                  disabled={points.length === 1}
                  aria-label={t('table.removeOf', { number: at + 1 })}
                  icon={<Icon name="close" />}
                  onClick={() => onChange(points.filter((_, index) => index !== at))}
                />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      <Button
        size="small"
        icon={<Icon name="add" />}
        onClick={() =>
          onChange([...points, { value: last?.value ?? 0, points: last?.points ?? 0 }])
        }
      >
        {t('table.add')}
      </Button>
    </>
  );
}
