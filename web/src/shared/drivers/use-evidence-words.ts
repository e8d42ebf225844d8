import { useCallback } from 'react';
import { useTranslation } from 'react-i18next';
import { shifted } from '@/shared/lib/days';
import { useFormat } from '@/shared/lib/use-format';
import type { DriverEvidence } from './wire';

export interface EvidenceWords {
  /** What the past says, in one sentence. */
  verdict: string;
  /** How that was computed; nothing where nothing was. */
  computed: string | null;
  /** r alone; null where there is none. */
  figure: string | null;
}

/** The evidence of a driver in words: what the past says, and how that was found. */
export function useEvidenceWords(): (evidence: DriverEvidence) => EvidenceWords {
  const { t } = useTranslation('drivers');
  const format = useFormat();
  return useCallback(
    (evidence) => {
      const { correlation, change_count: count, start, end, grain, verdict } = evidence;
      const figure = correlation === null ? null : format.number(correlation, 2);
      return {
        verdict: t(`verdict.${verdict}`),
        computed:
          start && end
            ? t(figure === null ? 'counted' : 'computed', {
                count,
                r: figure,
                // With years: it may be longer than one.
                span: `${format.dayLong(start)} – ${format.dayLong(shifted(end, -1))}`,
                grain: t(`grain.${grain}`),
              })
            : null,
        figure,
      };
    },
    [format, t],
  );
}
