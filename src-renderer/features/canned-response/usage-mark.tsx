import { isUnused } from '#shared/features/canned-response/usage.ts'
import type { ResponseView } from '#shared/features/canned-response/views.ts'
import { useNow } from '../../ui/now.ts'
import { Pill } from '../../ui/pill.tsx'
import { RelativeTime } from '../../ui/relative-time.tsx'

/** How often a response is used, and how often it is changed before it is sent; or that it lies idle. */
export function UsageMark({ response }: { response: Pick<ResponseView, 'usage' | 'updatedAtMs'> }) {
  const { inserted, edited, lastUsedAtMs } = response.usage
  const isIdle = useNow((nowMs) => isUnused(response, nowMs))
  return (
    <>
      {inserted > 0 && (
        <span className="canned-usage">
          Inserted {inserted}×{edited > 0 && `, edited ${edited}×`}
          {lastUsedAtMs !== null && (
            <>
              {' · '}
              <RelativeTime atMs={lastUsedAtMs} />
            </>
          )}
        </span>
      )}
      {isIdle && <Pill>Unused for 90 days</Pill>}
    </>
  )
}
