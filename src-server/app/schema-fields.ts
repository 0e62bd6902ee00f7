/** As much of a JSON Schema as people are shown. */
export interface Schema {
  type?: string | string[] | undefined
  title?: string | undefined
  description?: string | undefined
  const?: unknown
  enum?: unknown[] | undefined
  properties?: Record<string, Schema> | undefined
  required?: string[] | undefined
  items?: Schema | undefined
  anyOf?: Schema[] | undefined
  oneOf?: Schema[] | undefined
  examples?: unknown[] | undefined
  default?: unknown
}

/** One line of a table: `price.minor`, `integer`, whether it must be there, and what it means. */
interface SchemaField {
  name: string
  type: string
  required: boolean
  text: string
}

/** The alternatives of a schema, or itself. */
export function shapesOf(schema: Schema): readonly Schema[] {
  const shapes = schema.oneOf ?? schema.anyOf ?? []
  return shapes.some(({ properties }) => properties) ? shapes : [schema]
}

export function exampleOf({ examples }: Schema): unknown {
  return examples?.[0]
}

/** The fields of an object, with those of objects within it under their path. */
export function fieldsOf(schema: Schema, path = '', required = true): SchemaField[] {
  const inner = objectIn(schema)
  const own =
    path === '' && inner ? [] : [{ name: path, type: typeOf(schema), required, text: textOf(schema) }]
  if (!inner?.schema.properties) return own
  const below = Object.entries(inner.schema.properties).flatMap(([name, field]) => {
    const at = [path + inner.suffix, name].filter((part) => part !== '').join('.')
    return fieldsOf(field, at, inner.schema.required?.includes(name) ?? false)
  })
  return [...own, ...below]
}

/** The object that a field is, holds many of, or may be. */
function objectIn(schema: Schema): { schema: Schema; suffix: string } | null {
  if (schema.properties) return { schema, suffix: '' }
  if (schema.items?.properties) return { schema: schema.items, suffix: '[]' }
  const choice = (schema.anyOf ?? []).find(({ properties, items }) => properties ?? items?.properties)
  return choice ? objectIn(choice) : null
}

function typeOf(schema: Schema): string {
  if (schema.const !== undefined) return JSON.stringify(schema.const)
  if (schema.enum) return schema.enum.map((value) => JSON.stringify(value)).join(' | ')
  if (schema.items) return `list of ${typeOf(schema.items)}`
  const choices = schema.anyOf ?? schema.oneOf
  if (choices) return [...new Set(choices.map(typeOf))].join(' or ')
  return [schema.type ?? 'anything'].flat().join(' or ')
}

function textOf({ description, default: standard }: Schema): string {
  const fallback = standard === undefined ? '' : `Left out: ${JSON.stringify(standard)}`
  return [description, fallback].filter(Boolean).join('. ')
}
