/** Uploaded tables on the wire. */
import type { components } from '@/shared/api/schema.gen';

type Wire = components['schemas'];

export type Preview = Wire['UploadPreview'];
export type Mapping = Wire['UploadMapping'];
export type UploadColumn = Wire['UploadColumn'];
export type RejectedCell = Wire['RejectedCell'];
export type UploadValue = Wire['UploadValue'];
export type UploadReport = Wire['UploadReport'];
