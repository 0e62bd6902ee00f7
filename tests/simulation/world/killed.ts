/** Thrown into code of a process that was killed: nothing it does afterwards counts, and nobody is told. */
export class Killed extends Error {
  override name = 'Killed'
}
