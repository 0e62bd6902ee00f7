/** A bug to plant: a piece of text of one file, and what stands there instead. The piece must be there exactly once. */
export interface Mutant {
  name: string
  file: string
  find: string
  replace: string
}
