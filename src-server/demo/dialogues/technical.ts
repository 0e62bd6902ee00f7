import { gladly, soberly } from './closing.ts'
import { agent, either, follower, maybe, type Topic } from './topic.ts'

export const crashes: Topic = {
  name: 'app crash',
  language: 'en',
  weight: { telecom: 9, coffee: 4, radio: 5, cinema: 3 },
  plots: [
    [
      follower(
        'The app closes [itself|right away] when I open {channel}. {phone}, {system}.',
        'App crashes since the last update!!! Version {version}',
        '{hello}, I only get a white screen [after the start|when I tap my coupons]. Reinstalled twice.',
        'it keeps crashing 😡 {phone}',
        'Since {pastWeekday} the app [freezes|hangs] on the loading screen. Is it me or you?'
      ),
      maybe(
        0.2,
        follower('hello?', 'Anyone?', 'still crashing btw', 'I need the coupon NOW, I am at the till')
      ),
      either(
        [
          agent('{greet}, {sorry} Which version is it? Long press on the icon > App info.'),
          follower('It is {version}.', '{version}', 'says {version} ({digits})'),
          agent(
            'Thank you, that helps. There is a newer one since [today|{pastWeekday}], could you update and try again?'
          )
        ],
        [
          agent(
            '{greet}. We know of this one on {system}, a fix is on its way. In the meantime: Settings > Apps > Clear cache helps most people.'
          ),
          follower('Clearing the cache [changed nothing|helped for {minutes} minutes].', 'Did that already'),
          agent('Please sign out, restart the phone and sign in again; your coupons stay where they are.')
        ],
        [
          agent('{greet}, thanks for telling us. Does it show an error?'),
          follower(
            'Error code {digits}, if that tells you anything:\n\nFATAL EXCEPTION: main\nNullPointerException at Feed.render\nbuild {version}',
            'Only "something went wrong" and a sad octopus'
          ),
          agent(
            'I have passed it on as {ticket}. A fixed version is in the store tonight, please update then.'
          )
        ]
      ),
      follower(
        'Updated. [No crash so far|It opens now|Works].',
        'Signed in again and it is fine!',
        'Same as before 😕 but I can wait',
        'ok will try tonight'
      ),
      ...gladly
    ],
    [
      either(
        [
          follower(
            "I don't get any [notifications|messages] from {channel} any more.",
            'Notifications come {days} hours late. {phone}'
          ),
          agent(
            '{greet}! Please check that battery saving is off for the app: Settings > Battery > Unrestricted.'
          ),
          follower(
            'It was on. Changed it now.',
            'Where exactly? I have {system}.',
            'Found it, it was hidden quite well'
          ),
          agent(
            'I have sent you a test message, did it arrive?',
            'Here with pictures: https://help.octopus.example/battery'
          ),
          follower('Yes, just now!', 'ping received 📳', 'nothing yet')
        ],
        [
          follower(
            'The camera in the app is black when I want to scan something at {place}.',
            'camera does not open in the app, {phone}'
          ),
          agent('{greet}. Did you allow the camera when the app asked? Settings > Apps > Permissions.'),
          follower('Everything is allowed.', 'No I always say no 😇', 'It was off. Strange.'),
          agent(
            'Then please restart the phone once, [old but gold|it often helps].',
            'Here with pictures: https://help.octopus.example/permissions'
          )
        ]
      ),
      ...soberly
    ]
  ]
}

export const account: Topic = {
  name: 'account and number change',
  language: 'en',
  weight: { telecom: 10, coffee: 4, radio: 3, cinema: 2 },
  plots: [
    [
      follower(
        '{hello}, I have a new phone number. How do I keep my points and coupons?',
        'Changed my number, now I am a "new follower" and everything is gone 😱',
        'I am switching to another SIM on {weekday}. [What do I have to do|Will I lose anything]?',
        'pls move my account to my new number ending {digits}'
      ),
      agent(
        '{greet}! [No problem|That is easy]. What are the last four digits of the old number?',
        '{greet}, gladly. For your safety: the last four digits of the old number, please?'
      ),
      follower('{digits}', 'It ended in {digits}', '...{digits}, I had it for ten years'),
      either(
        [
          agent('And which coupon did you use last?'),
          follower('The {coupon} coupon, on {pastWeekday}', '{coupon}', 'I think it was "{coupon}"')
        ],
        [
          agent(
            'Thank you. You get a code by text in a minute, please type it here. We never ask for your password.'
          ),
          follower('Code is 40{digits}, came at once', '40{digits}', 'here it is: 40{digits}')
        ]
      ),
      agent(
        'That is right. Your {morePoints} points and all coupons are on the new number now.',
        'Perfect, moved. Please sign out and in again.'
      ),
      ...gladly
    ],
    [
      either(
        [
          follower(
            'My name is misspelled in the app. It should be {first}',
            'How do I change my e-mail address? I do not use the old one any more'
          ),
          agent('{greet}! Profile > Edit, then save at the top right. Shall I do it for you?'),
          follower('Please do', 'I found it', 'If you could, that would be [great|nice]')
        ],
        [
          follower(
            'I want a copy of all the data that you have about me.',
            'What do you know about me? I want to see my data'
          ),
          agent('{greet}. You can request it at https://{host}/privacy, or I start it for you.'),
          follower('Please start it', 'yes start it', 'I did it myself, thanks'),
          agent('Good, it has the number {ticket} and takes up to {days} days.')
        ],
        [
          follower("I can't sign in. The code never arrives", 'no sms with the code. tried {days} times'),
          agent('{greet}, {sorry} I have unlocked it, please ask for a new code once more.'),
          follower('Now it came', 'Still nothing...', 'got two of them at the same time 😄')
        ]
      ),
      ...soberly
    ]
  ]
}
