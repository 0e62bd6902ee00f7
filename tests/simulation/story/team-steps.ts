/** What a person does beside writing: engagements, notes, transfers, and the order of the library. */
export type TeamAct =
  | {
      do: 'send-engagement'
      chat: number
      which: number
      takeOver: boolean
      from: 'offered' | 'sent' | 'all'
    }
  | { do: 'write-note'; chat: number }
  | { do: 'transfer'; chat: number; to: number; hasNote: boolean }
  | { do: 'use-response'; which: number; wasEdited: boolean }
  | { do: 'move-category'; which: number; behind: number }
  | { do: 'carry-engagement'; which: number; engagement: number }
  | { do: 'carry-file'; which: number; file: number }

/** What happens to engagements elsewhere: in the catalogue, at the platform, at a follower's page. */
export type EngagementEvent =
  | { do: 'engagement-moves'; which: number; to: 'active' | 'finished' | 'archived' }
  | { do: 'engagement-made'; channel: number; type: 'coupon' | 'message' }
  | { do: 'package-changes'; channel: number; types: number }
  | { do: 'entitlement-changes'; follower: number; which: number; barred: boolean }
  | { do: 'follower-opens'; chat: number; which: number; outcome: 'opened' | 'redeemed' }
