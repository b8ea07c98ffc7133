// Generated from the migrations by scripts/types.ts. Not edited by hand.

import type { ColumnType } from "kysely";

export type Timestamp = ColumnType<Date, Date | string, Date | string>;

export interface CommandBirth {
  act_id: string;
  agency_id: string | null;
}

export interface CommandHappening {
  agency_id: string;
  at: Timestamp;
  event_id: string;
  kind: string;
}

export interface CommandInHand {
  agency_id: string;
  n: number;
}

export interface CommandTally {
  agency_id: string;
  day: string;
  hour: number;
  kind: string;
  n: number;
}

export interface CommandWaiting {
  act_id: string;
  at: Timestamp;
  event_id: string;
  kind: string;
}

export interface Tables {
  "command.birth": CommandBirth;
  "command.happening": CommandHappening;
  "command.in_hand": CommandInHand;
  "command.tally": CommandTally;
  "command.waiting": CommandWaiting;
}
