import type { Schema } from '../core/schema.ts';

export type Period = Schema['proposal']['period'];

/** 案号 count within a plenary session, those between sessions by themselves. */
export const caseSeries = (session_id: string, period: Period): string => `proposal:${session_id}:${period}`;
/** 128, and 平017 between sessions. */
export const caseLabel = (period: Period, number: number): string =>
	period === 'in_session' ? String(number) : `平${String(number).padStart(3, '0')}`;
