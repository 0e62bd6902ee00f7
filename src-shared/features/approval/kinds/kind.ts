import { z } from 'zod'
import type { RequestId } from '../../../base/ids.ts'
import { Attachment } from '../../attachment/entities.ts'
import { EngagementType } from '../../engagement/content.ts'
import type { Partner } from '../../partner/entities.ts'

/** An amount in the smallest unit of its currency: cents, yen. */
export const Money = z.object({
  minor: z.number().int().nonnegative().max(1_000_000_000_000),
  currency: z.string().regex(/^[A-Z]{3}$/, 'a currency is three capital letters, as in ISO 4217')
})
export type Money = z.infer<typeof Money>

/** One line of a request as a lead reads it; `as` says how the value is written. */
export const Field = z.discriminatedUnion('as', [
  z.object({
    as: z.enum(['text', 'paragraph', 'email', 'phone', 'link']),
    label: z.string(),
    value: z.string()
  }),
  z.object({ as: z.enum(['number', 'date', 'time']), label: z.string(), value: z.number() }),
  z.object({ as: z.literal('money'), label: z.string(), value: Money })
])
export type Field = z.infer<typeof Field>

/** What people would see once the request is approved. */
export const Preview = z.discriminatedUnion('shape', [
  z.object({
    shape: z.literal('engagement'),
    type: EngagementType,
    title: z.string(),
    text: z.string(),
    buttonText: z.string().nullable(),
    startsAtMs: z.number().int()
  }),
  z.object({
    shape: z.literal('ad'),
    format: z.enum(['banner', 'interstitial', 'native', 'video']),
    headline: z.string(),
    text: z.string(),
    image: z.string().nullable(),
    /** the picture or video itself; null where the platform has sent the name only */
    file: Attachment.nullable(),
    url: z.string()
  })
])
export type Preview = z.infer<typeof Preview>

/** What an approval changes for the partner, said before it is given. */
export const Impact = z.object({
  label: z.string(),
  /** pieces of one sentence; numbers are written as the person who reads them writes numbers */
  text: z.array(z.union([z.string(), z.number()])),
  tone: z.enum(['gain', 'loss', 'neutral'])
})
export type Impact = z.infer<typeof Impact>

/** The tab under which a lead finds a request. */
export type Section = 'partnership' | 'add-ons' | 'requests'

/** A file that a content names: uploaded before, and of this class. */
export interface NamedFile {
  sha256: string
  name: string
  as: 'image' | 'video'
}

/** All that is known of one sort of request. */
export interface KindDefinition<Content> {
  /** as rows and addresses name it: `add-on` */
  name: string
  /** as the column Type of a history names it */
  label: string
  section: Section
  /** the heading of its queue */
  queue: string
  content: z.ZodType<Content>
  /** one line that names the request in lists, histories and mails */
  title(content: Content): string
  price(content: Content): Money | null
  fields(content: Content): Field[]
  /** the uploads that go with the request */
  files(content: Content): NamedFile[]
  /** @param files those uploads, as the server has them */
  preview(content: Content, files: readonly Attachment[]): Preview | null
  /** what the approval will mean, beside what the fields say */
  impact(content: Content, partner: Partner): Impact[]
  /** the partner as it is once the request is approved */
  effect(content: Content, partner: Partner, requestId: RequestId): Partner
}

/** A Kind that reads content as rows hold it; content of another shape throws. */
export type Kind = KindDefinition<unknown>

/** Makes a Kind of its definition: content is parsed once, at the door of each function. */
export function defineKind<Content>(definition: KindDefinition<Content>): Kind {
  const { content, title, price, fields, files, preview, impact, effect } = definition
  return {
    ...definition,
    title: (raw) => title(content.parse(raw)),
    price: (raw) => price(content.parse(raw)),
    fields: (raw) => fields(content.parse(raw)),
    files: (raw) => files(content.parse(raw)),
    preview: (raw, uploads) => preview(content.parse(raw), uploads),
    impact: (raw, partner) => impact(content.parse(raw), partner),
    effect: (raw, partner, requestId) => effect(content.parse(raw), partner, requestId)
  }
}

/** The address of a web page that a partner names; nothing else may be opened. */
export const WebAddress = z.url({ protocol: /^https?$/ }).max(500)
export const Description = z.string().max(4000)
export const Email = z.email().max(320)
export const Phone = z.string().max(60)
