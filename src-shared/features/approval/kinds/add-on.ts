import { z } from 'zod'
import { Description, defineKind, Email, Money, Phone } from './kind.ts'

/** A partner asks for something on top of the package. */
export const addOn = defineKind({
  name: 'add-on',
  label: 'Add-on',
  section: 'add-ons',
  queue: 'Pending for approval',
  content: z.object({
    addOnName: z.string().min(1).max(200),
    price: Money,
    phone: Phone,
    email: Email,
    description: Description
  }),
  title: ({ addOnName }) => addOnName,
  price: ({ price }) => price,
  fields: ({ addOnName, price, phone, email, description }) => [
    { as: 'text', label: 'Add-on', value: addOnName },
    { as: 'money', label: 'Price', value: price },
    { as: 'phone', label: 'Phone number', value: phone },
    { as: 'email', label: 'Email address', value: email },
    { as: 'paragraph', label: 'Description', value: description }
  ],
  files: () => [],
  preview: () => null,
  impact: ({ addOnName }, { addOns }) => [
    addOns.some(({ name }) => name === addOnName)
      ? { label: 'Add-on', text: [`${addOnName} is booked already, this is one more`], tone: 'neutral' }
      : { label: 'Add-on', text: [addOnName], tone: 'gain' }
  ],
  effect: ({ addOnName, price }, partner, requestId) => ({
    ...partner,
    addOns: [...partner.addOns, { requestId, name: addOnName, price }]
  })
})
