import type { CategoryContent } from './category-content.ts'

export const technical: CategoryContent = {
  name: 'App and technical help',
  responses: [
    [
      'Ask for phone and version',
      'Which phone do you use, and which version of the app? You see the version under Profile > About.'
    ],
    [
      'App crashes',
      'I am sorry about that. Please try in this order:\n1. update the app\n2. restart the phone\n3. Settings > Apps > Clear cache\nYour coupons and points stay where they are.'
    ],
    [
      'No notifications',
      'Please allow notifications under Settings > Apps > Notifications, and turn battery saving off for the app.'
    ],
    [
      'Code does not arrive',
      'Please check that you have reception and that the number is right. You can ask for a new code after 60 seconds, at most five times a day.'
    ],
    [
      'Known problem',
      'Thank you for telling us, {{follower.firstName|we appreciate it}}. We know about this problem and an update is on its way to the stores.'
    ],
    [
      'Ask for a screenshot',
      'Could you send me a screenshot? Tap the pin icon below the chat and choose the picture.'
    ],
    [
      'Change of number',
      'You can take everything along to a new number: Profile > Change number. Keep the old SIM until you have received the code.'
    ]
  ]
}

export const accountAndPrivacy: CategoryContent = {
  name: 'Account, hours, privacy',
  responses: [
    [
      'Opening hours',
      'You find the opening hours of every place in the channel of {{channel.name}} under Info. On public holidays they are shown in red.'
    ],
    [
      'Fewer messages',
      'Tap the bell on the channel page to choose which messages you get: all, only coupons, or none.'
    ],
    [
      'Unfollow',
      'Open {{channel.name}} and tap "Following". Your points and coupons are kept for 90 days in case you come back.'
    ],
    [
      'Delete the account',
      'I am sorry to see you go, {{follower.firstName|dear follower}}. Profile > Privacy > Delete account removes everything within 30 days.'
    ],
    [
      'Copy of my data',
      'You can ask for a copy of your data under Profile > Privacy. It is ready within 3 days.'
    ],
    [
      'Suspicious message',
      'That was not us. Please do not answer, do not open the link, and never give away a code. Could you send me a screenshot of it?'
    ],
    [
      'Pass praise on',
      'How kind, {{follower.firstName|thank you}}! I will pass it on to the team, they will be delighted. {{agent.name}}'
    ],
    [
      'Report a shop',
      'Thank you for telling us openly. I have passed it on to the manager of that place, who will contact you if you agree. May I give them your number?'
    ]
  ]
}
