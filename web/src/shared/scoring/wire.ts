/** Scoring curves on the wire, under the names this part uses. */
import type { components } from '@/shared/api/schema.gen';

type Wire = components['schemas'];

export type Kpi = Wire['Kpi'];
export type Scoring = Required<Wire['Scoring']>;
export type ScoringPoint = Wire['ScoringPoint'];
export type ScoringPreset = Wire['ScoringPreset'];
export type ScoringPreview = Wire['ScoringPreview'];
export type ScoringStretch = Wire['ScoringStretch'];
export type ScoringLight = Wire['ScoringLight'];

export interface ScoringQuestion {
  scoring: Scoring;
  direction: Wire['Direction'];
  marks: Wire['GivenMarks'];
  values: number[];
}

/** The presets that have words; a newer one is shown by its key. */
export const presetKeys = [
  'ratio',
  'floor_target_stretch',
  'bands',
  'all_or_nothing',
  'deduction',
  'curve',
] as const;
export type PresetKey = (typeof presetKeys)[number];

export const isPresetKey = (key: string): key is PresetKey =>
  presetKeys.some((known) => known === key);
