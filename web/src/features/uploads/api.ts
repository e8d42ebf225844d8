import type { QueryClient } from '@tanstack/react-query';
import { send } from '@/shared/api/http';
import type { Written } from '@/shared/api/moved';
import { invalidatePaths } from '@/shared/api/query';
import { type Choices, queryOf } from './choices';
import type { Preview, UploadReport } from './wire';

export const previewUpload = (file: File, choices: Choices) =>
  send<Preview>('/uploads/preview', queryOf(file.name, choices), file);

export const applyUpload = (file: File, choices: Choices) =>
  send<Written<UploadReport>>('/uploads', queryOf(file.name, choices), file);

export const refreshValues = (client: QueryClient) =>
  invalidatePaths(client, [
    '/due-values',
    '/kpis',
    '/company',
    '/units',
    '/objectives',
    '/key-results',
    '/check-in-sheet',
  ]);
