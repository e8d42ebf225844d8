import { queryOptions } from '@tanstack/react-query';
import { post, put } from '@/shared/api/http';
import type { Written } from '@/shared/api/moved';
import { endpoint } from '@/shared/api/query';
import type { Kpi, Scoring, ScoringPreset, ScoringPreview, ScoringQuestion } from './wire';

export const presetsQuery = endpoint<ScoringPreset[]>('/scoring/presets');

/** The curve and what values score on it; nothing is written. */
export const scoringPreviewQuery = (question: ScoringQuestion) =>
  queryOptions({
    queryKey: ['preview', 'scoring', question] as const,
    queryFn: () => post<ScoringPreview>('/scoring/preview', question),
    retry: false,
  });

export const saveScoring = (kpi: Kpi, scoring: Scoring | null, reason: string) =>
  put<Written<Kpi>>(`/kpis/${kpi.id}/scoring`, { version: kpi.version, scoring, reason });
