import type { EngagementId } from '#shared/base/ids.ts'
import {
  BUTTON_MAX_CHARS,
  CODE_MAX_CHARS,
  type EngagementContent,
  GOODS_MAX_FILES,
  NAME_MAX_CHARS,
  POINTS_MAX,
  PROMO_MAX_ASSETS,
  type Redemption,
  TEXT_MAX_CHARS
} from '#shared/features/engagement/content.ts'
import { Select } from '../../../ui/select.tsx'
import { TextArea } from '../../../ui/text-area.tsx'
import { TextField } from '../../../ui/text-field.tsx'
import { DayField } from './day-field.tsx'
import { FilesField } from './files-field.tsx'

interface ContentFieldsProps {
  engagementId: EngagementId
  content: EngagementContent
  onChange: (content: EngagementContent) => void
}

const REDEMPTIONS = [
  { id: 'scan', label: 'Scan', hint: 'a bar code for the cash desk' },
  { id: 'timed', label: 'Timed', hint: 'good for 15 minutes once started' },
  { id: 'click', label: 'Click', hint: 'redeemed with a click' },
  { id: 'automatic', label: 'Automatic', hint: 'redeemed by being seen' }
] as const satisfies readonly { id: Redemption; label: string; hint: string }[]

const left = (text: string, most: number) => `${text.length} of ${most}`

/** The fields of one type, each with its limit. */
export function ContentFields({ engagementId, content, onChange }: ContentFieldsProps) {
  switch (content.type) {
    case 'message':
      return (
        <>
          <TextField
            label="Internal title"
            hint={`Followers never see it · ${left(content.title, NAME_MAX_CHARS)}`}
            maxLength={NAME_MAX_CHARS}
            value={content.title}
            onChange={(title) => onChange({ ...content, title })}
          />
          <LongText label="Text" value={content.text} onChange={(text) => onChange({ ...content, text })} />
          <FilesField
            label="Image or video"
            engagementId={engagementId}
            files={content.media ? [content.media] : []}
            most={1}
            onChange={([media = null]) => onChange({ ...content, media })}
          />
          <DayField
            label="First day"
            atMs={content.startsAtMs}
            onChange={(startsAtMs) => onChange({ ...content, startsAtMs })}
          />
          <DayField
            label="Last day"
            isEnd
            atMs={content.endsAtMs}
            onChange={(endsAtMs) => onChange({ ...content, endsAtMs })}
          />
        </>
      )
    case 'promo':
      return (
        <>
          <Name value={content.name} onChange={(name) => onChange({ ...content, name })} />
          <LongText
            label="Description"
            value={content.description}
            onChange={(description) => onChange({ ...content, description })}
          />
          <TextField
            label="Text of the button"
            hint={left(content.buttonText, BUTTON_MAX_CHARS)}
            maxLength={BUTTON_MAX_CHARS}
            value={content.buttonText}
            onChange={(buttonText) => onChange({ ...content, buttonText })}
          />
          <TextField
            label="Address"
            placeholder="https://"
            maxLength={2000}
            value={content.url}
            onChange={(url) => onChange({ ...content, url })}
          />
          <FilesField
            label="Assets"
            engagementId={engagementId}
            files={content.assets}
            most={PROMO_MAX_ASSETS}
            onChange={(assets) => onChange({ ...content, assets })}
          />
        </>
      )
    case 'coupon':
      return (
        <>
          <Name value={content.name} onChange={(name) => onChange({ ...content, name })} />
          <LongText
            label="Description"
            value={content.description}
            onChange={(description) => onChange({ ...content, description })}
          />
          <FilesField
            label="Image"
            engagementId={engagementId}
            files={content.image ? [content.image] : []}
            most={1}
            onChange={([image = null]) => onChange({ ...content, image })}
          />
          <TextField
            label="Code"
            hint={left(content.code, CODE_MAX_CHARS)}
            maxLength={CODE_MAX_CHARS}
            value={content.code}
            onChange={(code) => onChange({ ...content, code })}
          />
          <Select
            label="Redemption"
            options={REDEMPTIONS}
            value={content.redemption}
            onChange={(redemption) => onChange({ ...content, redemption })}
          />
          <DayField
            label="Valid until"
            isEnd
            atMs={content.validUntilMs}
            onChange={(validUntilMs) => onChange({ ...content, validUntilMs })}
          />
        </>
      )
    default:
      return (
        <>
          <Name value={content.name} onChange={(name) => onChange({ ...content, name })} />
          <FilesField
            label={content.type === 'ringtone' ? 'Sound files' : 'Images'}
            engagementId={engagementId}
            files={content.files}
            most={GOODS_MAX_FILES}
            onChange={(files) => onChange({ ...content, files })}
          />
          <Points
            label="Price in points"
            value={content.pricePoints}
            onChange={(pricePoints) => onChange({ ...content, pricePoints })}
          />
          <Points
            label="Bonus points"
            value={content.bonusPoints}
            onChange={(bonusPoints) => onChange({ ...content, bonusPoints })}
          />
        </>
      )
  }
}

interface TextProps {
  value: string
  onChange: (text: string) => void
}

function Name({ value, onChange }: TextProps) {
  return (
    <TextField
      label="Name"
      hint={left(value, NAME_MAX_CHARS)}
      maxLength={NAME_MAX_CHARS}
      value={value}
      onChange={onChange}
    />
  )
}

function LongText({ label, value, onChange }: TextProps & { label: string }) {
  return (
    <TextArea
      label={label}
      hint={left(value, TEXT_MAX_CHARS)}
      maxLength={TEXT_MAX_CHARS}
      value={value}
      onChange={onChange}
    />
  )
}

function Points({
  label,
  value,
  onChange
}: {
  label: string
  value: number
  onChange: (points: number) => void
}) {
  return (
    <TextField
      label={label}
      inputMode="numeric"
      value={String(value)}
      onChange={(text) => onChange(Math.min(POINTS_MAX, Number(text.replace(/\D/g, '')) || 0))}
    />
  )
}
