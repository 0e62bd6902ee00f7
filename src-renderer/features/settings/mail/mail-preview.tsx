import { type CSSProperties, createElement, Fragment, type ReactNode } from 'react'
import { type MarkupNode, readMarkup } from '#shared/features/mail-template/markup.ts'
import { fillIn, type MailTemplate } from '#shared/features/mail-template/template.ts'
import { UserText } from '../../../ui/user-text.tsx'

interface MailPreviewProps {
  template: MailTemplate
  part: 'html' | 'text'
  companyName: string
}

/** A mail as a partner would get it, about an invented request. Nothing of it is fetched, run or opened. */
export function MailPreview({ template, part, companyName }: MailPreviewProps) {
  const { subject, text, html } = fillIn(template, {
    'partner.name': 'Green Energy',
    'request.type': 'add-on',
    'request.title': 'Extra channel',
    description: 'Your package has this already.\nPlease look at “Active now”.',
    'company.name': companyName
  })
  const markup = readMarkup(html)
  return (
    <section className="mail-preview" aria-label="Preview">
      <p className="mail-preview-subject">
        <UserText text={subject} />
      </p>
      {part === 'text' ? (
        <UserText as="p" text={text} className="mail-preview-text" />
      ) : markup.ok ? (
        <div className="mail-preview-page">{markup.nodes.map(drawn)}</div>
      ) : (
        <p className="mail-preview-none">{markup.problem}</p>
      )}
    </section>
  )
}

/** A mail may have headings, but the outline of our page is ours; a link is shown and leads nowhere. */
const DRAWN_AS: Record<string, string> = { h1: 'p', h2: 'p', h3: 'p', a: 'span' }

function drawn(node: MarkupNode, key: number): ReactNode {
  if (typeof node === 'string') return <Fragment key={key}>{node}</Fragment>
  const { tag, attributes, children } = node
  const { href, style, dir } = attributes
  const props = {
    key,
    'data-tag': tag,
    ...(dir !== undefined && { dir }),
    ...(href !== undefined && { title: href }),
    ...(style !== undefined && { style: styleOf(style) })
  }
  return createElement(DRAWN_AS[tag] ?? tag, props, ...(children.length > 0 ? [children.map(drawn)] : []))
}

/** `text-align: center; color: red` */
function styleOf(text: string): CSSProperties {
  const pairs = text.split(';').flatMap((one) => {
    const [name = '', value = ''] = one.split(':')
    const key = name.trim().replace(/-([a-z])/g, (_dash, letter: string) => letter.toUpperCase())
    return key === '' ? [] : [[key, value.trim()] as const]
  })
  return Object.fromEntries(pairs)
}
