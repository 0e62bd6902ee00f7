import type { Random } from './random.ts'

/**
 * A compiled wording. `{name}` is a slot; `[this|that]` is one of the options, which may nest and hold slots.
 */
export type Template = readonly Part[]

type Part = string | { readonly slot: string } | { readonly oneOf: readonly Template[] }

/** What a template needs to become text. */
export interface Filling {
  random: Random
  /** The text of a slot; throws when the slot does not exist. */
  fill(slot: string): string
}

/** Compiles a wording once, so that a million messages do not parse it again. */
export function template(source: string): Template {
  const { parts, end } = parseParts(source, 0, false)
  if (end !== source.length) throw new Error(`a bracket closes that never opened: ${source}`)
  return parts
}

/** The text of a template. */
export function render(parts: Template, filling: Filling): string {
  let text = ''
  for (const part of parts) {
    if (typeof part === 'string') text += part
    else if ('slot' in part) text += filling.fill(part.slot)
    else text += render(filling.random.pick(part.oneOf), filling)
  }
  return text
}

/** Every slot that a template names, for checks. */
export function slotsOf(parts: Template): string[] {
  return parts.flatMap((part) => {
    if (typeof part === 'string') return []
    return 'slot' in part ? [part.slot] : part.oneOf.flatMap(slotsOf)
  })
}

function parseParts(source: string, start: number, inChoice: boolean): { parts: Part[]; end: number } {
  const parts: Part[] = []
  let text = ''
  let i = start
  const flush = () => {
    if (text) parts.push(text)
    text = ''
  }
  for (; i < source.length; i++) {
    const char = source.charAt(i)
    if (char === '{') {
      const close = source.indexOf('}', i)
      if (close < 0) throw new Error(`a slot never closes: ${source}`)
      flush()
      parts.push({ slot: source.slice(i + 1, close) })
      i = close
    } else if (char === '[') {
      flush()
      const choice = parseChoice(source, i + 1)
      parts.push({ oneOf: choice.options })
      i = choice.end
    } else if (inChoice && (char === '|' || char === ']')) break
    else if (char === ']') break
    else text += char
  }
  flush()
  return { parts, end: i }
}

function parseChoice(source: string, start: number): { options: Template[]; end: number } {
  const options: Template[] = []
  let from = start
  for (;;) {
    const { parts, end } = parseParts(source, from, true)
    options.push(parts)
    if (end >= source.length) throw new Error(`a choice never closes: ${source}`)
    if (source[end] === ']') return { options, end }
    from = end + 1
  }
}
