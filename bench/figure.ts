/** One measured figure beside its floor: the bare thing under us, or a peer, measured in the same run. */
export interface Figure {
  readonly name: string
  readonly value: number
  readonly unit: string
  /** What the floor is. */
  readonly floor: string
  readonly floorValue: number
  /** `value / floorValue`. */
  readonly ratio: number
  readonly detail?: object
}
