/**
 * The wire types under the names the pages use. `schema.gen.ts` is generated from `openapi.json` (`npm run gen:api`);
 * nothing is described twice. Only what is generic there is written here.
 */
import type { components } from './schema.gen';

type Wire = components['schemas'];

export type Status = Wire['Status'];
export type OverrideStatus = Extract<Status, 'on_track' | 'at_risk' | 'off_track'>;
export type ObjectiveKind = Wire['ObjectiveKind'];
export type ObjectiveState = Wire['ObjectiveState'];
export type ProgressMode = Wire['ProgressMode'];
export type Visibility = Wire['Visibility'];
export type KeyResultKind = Wire['KeyResultKind'];
export type Pace = Wire['PaceKind'];
export type KpiRole = Wire['KpiRole'];
export type LinkWindow = Wire['LinkWindowKind'];
export type Direction = Wire['Direction'];
export type CycleKind = Wire['CycleKind'];
export type CyclePhase = Wire['CyclePhase'];
export type UnitKind = Wire['UnitKind'];
export type UserRole = Wire['Role'];

/** One page of a list. */
export interface Page<T> {
  items: T[];
  next_cursor: string | null;
}

/** What an edit answers: the thing as it is now. */
export interface Changed<T> {
  item: T;
}

export type PersonRef = Wire['PersonRef'];
export type UnitRef = Wire['UnitRef'];
export type Score = Wire['Score'];
export type Cycle = Wire['CycleRef'];
export type Milestone = Wire['Milestone'];
export type KpiRef = Wire['KpiRef'];
export type KpiLink = Wire['KpiLink'];
export type KeyResult = Wire['KeyResult'];
export type Objective = Wire['Objective'];
export type ObjectiveWithKeyResults = Wire['ObjectiveWithKeyResults'];
export type Alignment = Wire['Alignment'];
export type AlignedGoal = Wire['AlignedGoal'];
export type CheckIn = Wire['CheckIn'];
export type KeyResultCounts = Wire['StatusCounts'];
export type KpiPoint = Wire['KpiPoint'];
export type KpiTargetValues = Wire['TargetValues'];
export type KpiCard = Wire['KpiTile'];
export type Activity = Wire['Activity'];
export type Change = Wire['Change'];
export type UnitSummary = Wire['UnitBelow'];
export type Due = Wire['Due'];
export type PillarServed = Wire['PillarServed'];
export type ProofFact = Wire['ProofFact'];
export type Proof = Wire['Proof'];
export type Session = Wire['Session'];
export type ProblemBody = Wire['Problem'];

/** What the pages show, each in one answer. */
export type CompanyOverview = Wire['Company'];
export type UnitOverview = Wire['UnitOverview'];
export type PersonOverview = Wire['PersonOverview'];
export type ObjectiveOverview = Wire['ObjectiveOverview'];
