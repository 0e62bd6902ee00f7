/** A category with its responses, as the tenant's leads would have written them. */
export interface CategoryContent {
  name: string
  responses: readonly (readonly [title: string, text: string])[]
}
