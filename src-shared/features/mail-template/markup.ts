/** A part of a mail's HTML: text, or an element with what is in it. */
export type MarkupNode =
  | string
  | { tag: string; attributes: Readonly<Record<string, string>>; children: MarkupNode[] }

export type Markup = { ok: true; nodes: MarkupNode[] } | { ok: false; problem: string }

const ELEMENTS = new Set(
  'a b blockquote br div em h1 h2 h3 hr i li ol p span strong table tbody td th tr u ul'.split(' ')
)
const EMPTY = new Set(['br', 'hr'])
const TAG = /^<(\/?)([a-zA-Z][a-zA-Z0-9]*)((?:\s+[a-zA-Z-]+="[^"<>]*")*)\s*\/?>/
const ATTRIBUTE = /([a-zA-Z-]+)="([^"<>]*)"/g
const STYLE =
  /^(\s*(color|background-color|text-align|font-weight|font-size|font-style|padding|margin|border-radius)\s*:\s*[#a-zA-Z0-9.%\s-]+(;|$))*\s*$/
const LINK = /^(https:\/\/|mailto:)[^\s{}]+$/

/**
 * Reads the HTML of a mail. It has a few elements and nothing that is fetched, run or filled in by others: no picture, script,
 * frame or form, no address but https and mailto. What is not known is a problem, never ignored.
 */
export function readMarkup(html: string): Markup {
  const nodes: MarkupNode[] = []
  const open: { tag: string; children: MarkupNode[] }[] = []
  const inner = () => open.at(-1)?.children ?? nodes
  let at = 0
  while (at < html.length) {
    const next = html.indexOf('<', at)
    const text = html.slice(at, next < 0 ? html.length : next)
    if (text !== '') inner().push(plain(text))
    if (next < 0) break
    const found = TAG.exec(html.slice(next))
    if (!found)
      return bad(
        'A “<” begins no element here. Write &lt; for the sign itself, and attributes as name="value".'
      )
    at = next + found[0].length
    const [, slash, name = '', said = ''] = found
    const tag = name.toLowerCase()
    if (!ELEMENTS.has(tag)) return bad(`The element <${tag}> is not allowed in a mail.`)
    if (slash) {
      if (open.pop()?.tag !== tag) return bad(`</${tag}> closes nothing that is open.`)
      continue
    }
    const attributes = readAttributes(tag, said)
    if (typeof attributes === 'string') return bad(attributes)
    const element = { tag, attributes, children: [] }
    inner().push(element)
    if (!EMPTY.has(tag)) open.push(element)
  }
  const left = open.at(-1)
  return left ? bad(`<${left.tag}> is not closed.`) : { ok: true, nodes }
}

const bad = (problem: string): Markup => ({ ok: false, problem })

function readAttributes(tag: string, said: string): Record<string, string> | string {
  const attributes: Record<string, string> = {}
  for (const [, name = '', value = ''] of said.matchAll(ATTRIBUTE)) {
    const key = name.toLowerCase()
    if (key === 'href' && tag === 'a') {
      if (!LINK.test(value)) return 'A link leads to https:// or mailto:, and has no variable in it.'
    } else if (key === 'dir') {
      if (!['auto', 'ltr', 'rtl'].includes(value)) return 'dir is auto, ltr or rtl.'
    } else if (key === 'style') {
      if (!STYLE.test(value))
        return 'A style has colours, sizes, weight and space only, and names no address.'
    } else return `The attribute ${key} is not allowed in <${tag}>.`
    attributes[key] = value
  }
  return attributes
}

const SIGNS: Record<string, string> = {
  '&amp;': '&',
  '&lt;': '<',
  '&gt;': '>',
  '&quot;': '"',
  '&#39;': "'",
  '&nbsp;': '\u00a0'
}

const plain = (text: string) => text.replace(/&(amp|lt|gt|quot|#39|nbsp);/g, (sign) => SIGNS[sign] ?? sign)
