/** A request as it is told to leads. */
export interface RequestRow {
  id: string
  kind: string
  partnerId: string
  requestedAtMs: number
  withdrawnAtMs: number | null
  decision: Decision | null
  content: Record<string, never>
  version: number
}

/** What a lead has made of it. */
export interface Decision {
  outcome: 'approved' | 'rejected'
  byId: string
  byName: string
  atMs: number
  reason: string | null
  mail: { to: string; state: string; atMs: number } | null
}

/** As much of a partner as approvals change; the rest stays. */
export interface PartnerRow {
  id: string
  email: string
  impressions: number
  addOns: unknown[]
  broadcasts: unknown[]
  ads: unknown[]
  version: number
}
