import { z } from 'zod'
import { defineKind, type Kind } from '#shared/features/approval/kinds/kind.ts'
import { REQUEST_KINDS } from '#shared/features/approval/kinds/list.ts'

/** All that a sixth sort of request takes: this definition, and the line that lists it. */
export const loyalty = defineKind({
  name: 'loyalty',
  label: 'Loyalty programme',
  section: 'requests',
  queue: 'Loyalty programme requests',
  content: z.object({ points: z.number().int() }),
  title: ({ points }) => `${points} points`,
  price: () => ({ minor: 990, currency: 'EUR' }),
  fields: ({ points }) => [{ as: 'number', label: 'Points', value: points }],
  files: () => [],
  preview: ({ points }) => ({
    shape: 'ad',
    format: 'native',
    headline: 'Collect points',
    text: `${points} for a start`,
    image: null,
    file: null,
    url: 'https://green.example/points'
  }),
  impact: ({ points }) => [{ label: 'Points', text: [points, ' more'], tone: 'gain' }],
  effect: ({ points }, partner) => ({ ...partner, impressions: partner.impressions + points })
})

/** Does something while a Kind stands in the list, which is the only line that it takes. */
export async function withKind<Result>(kind: Kind, run: () => Promise<Result>): Promise<Result> {
  const listed = REQUEST_KINDS as Kind[]
  listed.push(kind)
  try {
    return await run()
  } finally {
    listed.splice(listed.indexOf(kind), 1)
  }
}
