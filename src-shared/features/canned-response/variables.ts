/** The people and things that a variable may name, as `follower.firstName` does. */
export interface VariableValues {
  'follower.name': string
  'follower.firstName': string
  'agent.name': string
  'channel.name': string
}

const VARIABLE = /\{\{\s*([a-zA-Z.]+)\s*(?:\|([^{}]*))?\}\}/g

/**
 * Fills `{{follower.firstName}}` and `{{follower.firstName|there}}` in. A variable without a value takes its
 * default; one with neither stays as written, so that nobody overlooks it.
 */
export function resolveVariables(text: string, values: Partial<VariableValues>): string {
  return text.replace(VARIABLE, (written, name: string, fallback: string | undefined) => {
    const value = values[name as keyof VariableValues]
    return value || fallback?.trim() || written
  })
}
