import { z } from 'zod'
import { DeviceId, OpId } from '../base/ids.ts'

/** The ordering key of an Operation: strict order within a Lane, parallel across Lanes. */
export const Lane = z
  .string()
  .regex(/^[a-z]+:[A-Za-z0-9_-]{1,64}$/)
  .brand('Lane')
export type Lane = z.infer<typeof Lane>

/** What the author had seen when asking; the server compares and refuses when it no longer holds. */
export const Base = z.object({
  /** the owner version (conversation) or row version (anything else) that was on screen */
  version: z.number().int().nonnegative().optional(),
  /** how many messages of the follower the author had seen */
  inboundSeq: z.number().int().nonnegative().optional()
})
export type Base = z.infer<typeof Base>

/** What a person asked for, as it travels. Once transmitted it is frozen byte for byte. */
export const Operation = z.object({
  opId: OpId,
  deviceId: DeviceId,
  /** strictly increasing per device, from 1 */
  deviceSeq: z.number().int().positive(),
  lane: Lane,
  type: z.string().max(64),
  /** version of the args' schema */
  v: z.number().int().positive(),
  args: z.unknown(),
  base: Base,
  /** sha256 of each file the Operation names */
  blobs: z.array(z.string().regex(/^[0-9a-f]{64}$/)).max(50),
  /** the device's clock, Unix milliseconds: shown, never trusted */
  clientTimeMs: z.number().int()
})
export type Operation = z.infer<typeof Operation>

/** One type of Operation: its current version, its args, and the Lane that it runs in. */
export interface OperationDefinition<Type extends string = string, Args = unknown> {
  type: Type
  v: number
  args: z.ZodType<Args>
  /** the type of `args` alone says what they are: a lane that looks at a part of them must not narrow it */
  lane(args: NoInfer<Args>): Lane
  /** sha256 of each file that the args name, each once; none without it */
  blobs?(args: NoInfer<Args>): readonly string[]
  /** how args of older versions are read, oldest first, one for each version that is still accepted */
  upcasts?: readonly Upcast[]
}

/** How args of one version become those of the next. */
export interface Upcast {
  from: number
  args: z.ZodType
  up(args: unknown): unknown
}

/** Types an upcast by its schema, and erases the args' type for the list. */
export function upcast<Args>(from: number, args: z.ZodType<Args>, up: (args: Args) => unknown): Upcast {
  return { from, args, up: (raw) => up(args.parse(raw)) }
}

export function defineOperation<Type extends string, Args>(
  definition: OperationDefinition<Type, Args>
): OperationDefinition<Type, Args> {
  return definition
}

/** Most Operations, and most bytes, in one push. */
export const PUSH_MAX_OPERATIONS = 50
export const PUSH_MAX_BYTES = 256 * 1024
