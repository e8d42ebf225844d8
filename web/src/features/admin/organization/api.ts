import type { QueryClient } from '@tanstack/react-query';
import { patch } from '@/shared/api/http';
import { endpoint, invalidatePaths } from '@/shared/api/query';
import type { Changed } from '@/shared/api/types';

export const weekdays = [
  'monday',
  'tuesday',
  'wednesday',
  'thursday',
  'friday',
  'saturday',
  'sunday',
] as const;
export type Weekday = (typeof weekdays)[number];

export interface OrganizationValues {
  name: string;
  mission: string;
  vision: string;
  values: { title: string; text: string }[];
  time_zone: string;
  fiscal_year_start_month: number;
  working_days: Weekday[];
  on_track_gap: number;
  at_risk_gap: number;
}

export interface Organization extends OrganizationValues {
  id: string;
  version: number;
  is_demo: boolean;
  may_edit: boolean;
}

export const organizationQuery = endpoint<Organization>('/organization');

export const updateOrganization = (version: number, values: OrganizationValues) =>
  patch<Changed<Organization>>('/organization', { version, ...values });

/** Calendar and thresholds move every score, so everything that shows one is asked again. */
export const refreshOrganization = (client: QueryClient) => invalidatePaths(client, ['/']);
