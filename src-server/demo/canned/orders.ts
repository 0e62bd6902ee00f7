import type { CategoryContent } from './category-content.ts'

export const deliveries: CategoryContent = {
  name: 'Orders and delivery',
  responses: [
    [
      'Ask for the order number',
      'Could you please send me your order number? You find it in the confirmation e-mail; it looks like #NW-20418.'
    ],
    [
      'Where is my order?',
      'I have checked your order: it has left our warehouse and usually arrives within 2 working days. You can follow it under Profile > Orders.'
    ],
    [
      'Delayed delivery',
      'I am sorry, {{follower.firstName|really}}: your delivery is late because of the carrier. It arrives within the next 3 working days. If not, we send a new one.'
    ],
    [
      'Change of address',
      'We can change the address until the parcel is packed. Please send me the complete new one:\nname\nstreet and number\npostcode and city'
    ],
    [
      'Nobody at home',
      'The driver tried to deliver but could not reach anybody. There will be a second try on the next working day; after that the parcel waits 7 days at the pick-up point.'
    ],
    [
      'Damaged parcel',
      'I am sorry that it arrived like this. Please send me one photo of the item and one of the label, with the pin icon below. A replacement leaves as soon as I have them.'
    ],
    [
      'Wrong item',
      'That should not have happened. Please keep the item for now; a return label and the right one are on their way.'
    ],
    [
      'Cancel an order',
      'As long as it is not packed, you can cancel under Profile > Orders > Cancel. Shall I do it for you?'
    ]
  ]
}

export const refunds: CategoryContent = {
  name: 'Refunds and payment',
  responses: [
    [
      'Refund started',
      'I have released your refund. Depending on the bank it takes 3 to 5 working days until you see it.'
    ],
    [
      'Charged twice',
      'One of the two entries is a reservation and disappears by itself within 5 days. If it is still there then, write here and we pay it back at once.'
    ],
    [
      'Return label',
      'You will receive the return label by e-mail within 15 minutes. Drop the parcel at any pick-up point; returning is free for 30 days.'
    ],
    [
      'Digital items',
      'Ringtones, wallpapers and sticker packs cannot be returned once downloaded. If something does not work, tell me and I will find a solution.'
    ],
    [
      'Invoice copy',
      'Which month do you need the invoice for? I will send it to the e-mail address in your profile.'
    ],
    [
      'Payment refused',
      'The payment was refused by your bank, we do not learn why. Please try another card, or pay on your phone bill.'
    ]
  ]
}
