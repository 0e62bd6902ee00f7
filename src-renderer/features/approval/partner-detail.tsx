import type { PartnerId } from '#shared/base/ids.ts'
import type { Kind } from '#shared/features/approval/kinds/kind.ts'
import type { Partner } from '#shared/features/partner/entities.ts'
import { desk } from '../../bridge/desk.ts'
import { useView } from '../../bridge/use-view.ts'
import type { PillTone } from '../../ui/pill.tsx'
import { UserText } from '../../ui/user-text.tsx'
import { dateText, standing, titleText } from './words.ts'

/** What a partner's status is called, and how it looks. */
export const PARTNER_STATUSES: Record<Partner['status'], { label: string; tone: PillTone }> = {
  active: { label: 'Active', tone: 'success' },
  new: { label: 'New', tone: 'warning' },
  suspended: { label: 'Suspended', tone: 'danger' },
  expired: { label: 'Expired', tone: 'neutral' }
}

const REQUESTS_SHOWN = 20

interface PartnerDetailProps {
  partnerId: PartnerId
  kinds: readonly Kind[]
  locale: string
}

/** A partner: how to reach them, their channels, what they have, what they asked for. */
export function PartnerDetail({ partnerId, kinds, locale }: PartnerDetailProps) {
  const partner = useView('partner.one', { partnerId }, ['requests']).data
  const names = kinds.map(({ name }) => name)
  const common = {
    kinds: names,
    search: '',
    outcome: null,
    partnerId,
    offset: 0,
    limit: REQUESTS_SHOWN
  } as const
  const open = useView(
    'approval.requests',
    { ...common, state: 'pending', order: 'requested', descending: true },
    ['requests']
  ).data
  const past = useView(
    'approval.requests',
    { ...common, state: 'decided', order: 'decided', descending: true },
    ['requests']
  ).data
  if (!partner) return null
  const { name, contactName, email, phone, website, channels, addOns, broadcasts, ads, impressions } = partner
  const has = [
    ...(partner.packageName === null ? [] : [`Package ${partner.packageName}`]),
    ...addOns.map((addOn) => `Add-on ${addOn.name}`),
    ...(impressions > 0 ? [`${impressions.toLocaleString(locale)} impressions`] : []),
    ...broadcasts.map(({ title, startsAtMs }) => `Broadcast “${title}” on ${dateText(startsAtMs, locale)}`),
    ...ads.map(({ headline, endsAtMs }) => `Ad “${headline}” until ${dateText(endsAtMs, locale)}`)
  ]
  const link = (text: string, url: string) => (
    <button
      type="button"
      className="approval-link"
      dir="auto"
      onClick={() => void desk.act('app.open-external', { url })}
    >
      {text}
    </button>
  )
  return (
    <section className="approval-detail" aria-label="Partner">
      <h2>
        <UserText text={name} />
      </h2>
      <h3>Contact information</h3>
      <dl className="approval-fields">
        <div>
          <dt>Name</dt>
          <dd>
            <UserText text={contactName} isSelectable />
          </dd>
        </div>
        <div>
          <dt>Email address</dt>
          <dd>{link(email, `mailto:${email}`)}</dd>
        </div>
        <div>
          <dt>Phone number</dt>
          <dd>
            <UserText text={phone} isSelectable />
          </dd>
        </div>
        <div>
          <dt>Website</dt>
          <dd>{link(website, website)}</dd>
        </div>
      </dl>
      <h3>Channels</h3>
      <Lines
        lines={channels.map(
          (channel) => `${channel.name}, ${channel.followers.toLocaleString(locale)} followers`
        )}
        none="No channel yet"
      />
      <h3>Active now</h3>
      <Lines lines={has} none="Nothing yet" />
      <h3>Pending requests</h3>
      <Lines
        lines={(open?.rows ?? []).map((row) => `${row.kindLabel}: ${titleText(row, locale)}`)}
        none="None"
      />
      <h3>Decisions</h3>
      <Lines
        lines={(past?.rows ?? []).map(
          (row) =>
            `${standing(row) ?? ''} ${dateText(row.decision?.atMs ?? 0, locale)}, ${row.kindLabel}: ${titleText(row, locale)}`
        )}
        none="None"
      />
    </section>
  )
}

function Lines({ lines, none }: { lines: readonly string[]; none: string }) {
  if (lines.length === 0) return <p className="approval-muted">{none}</p>
  return (
    <ul className="approval-lines">
      {lines.map((line, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: the same line may come twice, and lines never move
        <li key={index}>
          <UserText text={line} isSelectable />
        </li>
      ))}
    </ul>
  )
}
