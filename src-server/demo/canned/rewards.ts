import type { CategoryContent } from './category-content.ts'

export const coupons: CategoryContent = {
  name: 'Coupons and promos',
  responses: [
    [
      'Coupon does not scan',
      'Please turn the brightness of your screen up and tap the code once to enlarge it. If it still does not scan, the cashier can type the number below the code.'
    ],
    [
      'Coupon expired',
      'This coupon has expired, {{follower.firstName|sorry}}. New ones appear in the channel every Monday; turn on notifications to be the first.'
    ],
    [
      'Already redeemed',
      'The coupon shows as redeemed. A timed coupon starts when you open it and ends after 15 minutes. I can renew it for you once.'
    ],
    [
      'One per person',
      'Each follower can use this coupon once, and it cannot be combined with other offers.'
    ],
    [
      'Promo conditions',
      'The promo is open to everybody who follows {{channel.name}}. The full conditions are behind the "More info" button.'
    ],
    [
      'Prize draw',
      'The winners are drawn after the promo ends and get a message from {{channel.name}}. We never ask for money or card details.'
    ],
    [
      'Send a fresh coupon',
      'I am sending you a fresh coupon right here in the chat. Please open it only at the counter.'
    ]
  ]
}

export const loyaltyPoints: CategoryContent = {
  name: 'Points and rewards',
  responses: [
    [
      'Check the balance',
      'You see your balance under Profile > Points. New points appear within 24 hours after a purchase.'
    ],
    [
      'Missing points',
      'Please send me the date, the place and the amount of the purchase, and I will add the points for you.'
    ],
    ['Points expired', 'Points are valid for 12 months. You get a reminder 30 days before they expire.'],
    [
      'Points added as a courtesy',
      'I am sorry for the trouble, {{follower.firstName|dear follower}}. I have added 200 points to your account.'
    ],
    [
      'What points are good for',
      'You can exchange points for coupons, sticker packs, ringtones and wallpapers. Have a look at the shop in {{channel.name}}.'
    ],
    [
      'Points cannot be transferred',
      'Points belong to one account and cannot be transferred, but you can send any item from the shop as a gift.'
    ]
  ]
}

export const downloads: CategoryContent = {
  name: 'Stickers, ringtones, wallpapers',
  responses: [
    [
      'Restore my items',
      'Please open Profile > My items and tap Restore. Everything that you ever got will be there again, without paying twice.'
    ],
    [
      'Set a ringtone on Android',
      '1. Open the ringtone and tap Download\n2. Go to Settings > Sounds > Ringtone\n3. Choose it under "My sounds"'
    ],
    [
      'Set a ringtone on iPhone',
      '1. Open the ringtone, tap Share and choose GarageBand\n2. In GarageBand tap Share > Ringtone\n3. Settings > Sounds & Haptics > Ringtone'
    ],
    [
      'Sticker pack is missing',
      'Please close the app completely and open it again, then look under Stickers > Mine. If the pack is still missing, tell me its name.'
    ],
    [
      'Wallpaper is cropped',
      'In the preview, tap "Original size" before you set the wallpaper. Then you can move it with two fingers.'
    ],
    [
      'Download stops',
      'Downloads need about 20 MB of free space. Please try again on Wi-Fi; the download goes on where it stopped.'
    ]
  ]
}
