/** The people and things that a variable may name, as `follower.firstName` does. */
export interface VariableValues {
  'follower.name': string
  'follower.firstName': string
  'agent.name': string
  'agent.firstName': string
  'channel.name': string
}

/** A response as it is inserted. */
interface FilledIn {
  text: string
  /** where `{{cursor}}` stood in `text`, UTF-16 units; null without one */
  caret: number | null
}

/** A variable that is still to be filled in, as it stands in a text. */
export interface Placeholder {
  /** [start, end) in UTF-16 units, braces included */
  start: number
  end: number
  /** what to fill in, in words */
  label: string
}

/** `{{name}}`, `{{name|default}}` and `{{?a question to the agent}}`. */
const VARIABLE = /\{\{\s*(\?[^{}|\n]{1,60}|[a-zA-Z.]+)\s*(?:\|([^{}\n]*))?\}\}/g

const WORDS: Record<keyof VariableValues, string> = {
  'follower.name': 'the follower’s name',
  'follower.firstName': 'the follower’s first name',
  'agent.name': 'your name',
  'agent.firstName': 'your first name',
  'channel.name': 'the channel’s name'
}

/** What a response may name: the rest of what stands in braces is text like any other. */
const OURS = /^(?:\?|(?:follower|agent|channel)\.|cursor$)/

/** The name of a person by which one speaks to them. */
export function firstNameOf(name: string): string {
  return name.trim().split(/\s+/)[0] ?? ''
}

/**
 * Fills `{{follower.firstName}}` and `{{follower.firstName|there}}` in. A variable without a value takes its
 * default; one with neither stays as written, as a `{{?question}}` does, so that nobody overlooks it. `{{cursor}}` goes,
 * and the first one says where the caret is put.
 */
export function fillIn(text: string, values: Partial<VariableValues>): FilledIn {
  let caret: number | null = null
  let filled = ''
  let at = 0
  for (const match of text.matchAll(VARIABLE)) {
    const [written, name = '', fallback] = match
    filled += text.slice(at, match.index)
    at = match.index + written.length
    if (name === 'cursor') caret ??= filled.length
    else filled += values[name as keyof VariableValues] || fallback?.trim() || written
  }
  return { text: filled + text.slice(at), caret }
}

/** What is still to be filled in, in order: a message that has any of these is not ready to be sent. */
export function placeholdersIn(text: string): Placeholder[] {
  const found: Placeholder[] = []
  for (const match of text.matchAll(VARIABLE)) {
    const [written, name = ''] = match
    if (!OURS.test(name)) continue
    const label = name.startsWith('?')
      ? name.slice(1).trim()
      : (WORDS[name as keyof VariableValues] ?? `“${name}”`)
    found.push({ start: match.index, end: match.index + written.length, label })
  }
  return found
}

/** Variables of a response that nothing will ever fill in, because they are misspelt: `follower.frstName`. */
export function unknownVariablesIn(text: string): string[] {
  const names = [...text.matchAll(VARIABLE)].map(([, name = '']) => name)
  return [...new Set(names.filter((name) => !name.startsWith('?') && name !== 'cursor' && !(name in WORDS)))]
}
