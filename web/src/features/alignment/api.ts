import { endpoint } from '@/shared/api/query';
import type { components } from '@/shared/api/schema.gen';

export type AlignmentMap = components['schemas']['AlignmentMap'];
export type AlignmentNode = components['schemas']['AlignmentNode'];
export type AlignmentEdge = components['schemas']['AlignmentEdge'];

export const alignmentMapQuery = (cycle: string | undefined, asOf?: string) =>
  endpoint<AlignmentMap>('/alignment-map', { cycle, as_of: asOf });
